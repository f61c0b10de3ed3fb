package dev.updatecenter.capability.authenticode.revocation;

import java.time.Instant;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;

/**
 * What a revocation list says of itself (RFC 5280 5.1).
 *
 * @param signedFrom where in the list's bytes the signed part begins
 * @param signedTo where it ends
 */
record RevocationListHeader(
    X500Principal issuer,
    Instant thisUpdate,
    Instant nextUpdate,
    Optional<Extensions> extensions,
    AlgorithmIdentifier algorithm,
    DEROctetString signature,
    int signedFrom,
    int signedTo) {
  private static final ASN1ObjectIdentifier DELTA = Extension.deltaCRLIndicator;

  /** The value of an extension. */
  Optional<byte[]> extension(String oid) {
    return extensions
        .map(e -> e.getExtension(new ASN1ObjectIdentifier(oid)))
        .map(e -> e.getExtnValue().getOctets());
  }

  /** An extension without which the list cannot be understood; a delta, however it is marked. */
  Optional<String> notUnderstood() {
    if (extensions.isEmpty()) {
      return Optional.empty();
    }
    if (extensions.get().getExtension(DELTA) != null) {
      return Optional.of(DELTA.getId());
    }
    ASN1ObjectIdentifier[] critical = extensions.get().getCriticalExtensionOIDs();
    return critical.length == 0 ? Optional.empty() : Optional.of(critical[0].getId());
  }
}
