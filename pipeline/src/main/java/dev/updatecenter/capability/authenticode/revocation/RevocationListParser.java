package dev.updatecenter.capability.authenticode.revocation;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extensions;

/**
 * Takes a CertificateList apart (RFC 5280 5.1).
 *
 * <pre>
 * CertificateList  SEQUENCE { tbsCertList, signatureAlgorithm, signatureValue BIT STRING }
 * TBSCertList      SEQUENCE { version INTEGER OPTIONAL, signature, issuer, thisUpdate,
 *                    nextUpdate OPTIONAL, revokedCertificates OPTIONAL, [0] crlExtensions OPTIONAL }
 * </pre>
 */
final class RevocationListParser {
  /** Names, algorithms and extensions of real lists have some hundred bytes. */
  private static final int SMALL = 1 << 16;

  private static final int EXTENSIONS = 0xa0;

  private final byte[] der;
  private RevocationEntries entries;

  RevocationListParser(byte[] der) {
    this.der = der;
    this.entries = RevocationEntries.none(der);
  }

  /** The entries; after {@link #header}. */
  RevocationEntries entries() {
    return entries;
  }

  RevocationListHeader header() throws MalformedRevocationException {
    DerCursor file = new DerCursor(der);
    DerCursor list = file.enter(DerCursor.SEQUENCE);
    int signedFrom = list.position();
    DerCursor tbs = list.enter(DerCursor.SEQUENCE);
    int signedTo = list.position();
    byte[] algorithm = small(list);
    byte[] bits = list.enter(DerCursor.BIT_STRING).rest();
    if (file.more() || list.more() || bits.length < 2 || bits.length > SMALL || bits[0] != 0) {
      throw new MalformedRevocationException("it does not end with a signature");
    }
    if (tbs.tag() == DerCursor.INTEGER) {
      version(tbs);
    }
    if (!Arrays.equals(small(tbs), algorithm)) { // RFC 5280 5.1.1.2
      throw new MalformedRevocationException("it names two algorithms of its signature");
    }
    try {
      X500Principal issuer = new X500Principal(small(tbs));
      Instant thisUpdate = tbs.time();
      Instant nextUpdate = nextUpdate(tbs);
      if (tbs.tag() == DerCursor.SEQUENCE) {
        entries = RevocationEntries.index(der, tbs.enter(DerCursor.SEQUENCE));
      }
      Optional<Extensions> extensions = extensions(tbs);
      return new RevocationListHeader(
          issuer,
          thisUpdate,
          nextUpdate,
          extensions,
          AlgorithmIdentifier.getInstance(algorithm),
          new DEROctetString(Arrays.copyOfRange(bits, 1, bits.length)),
          signedFrom,
          signedTo);
    } catch (RuntimeException e) {
      // BouncyCastle and the JDK tell broken structure by many kinds of unchecked exceptions.
      throw new MalformedRevocationException("its head is broken", e);
    }
  }

  private static void version(DerCursor tbs) throws MalformedRevocationException {
    byte[] version = tbs.enter(DerCursor.INTEGER).rest();
    if (version.length != 1 || version[0] != 1) { // RFC 5280 5.1.2.1: v2 is 1
      throw new MalformedRevocationException("it is of a version that is not known");
    }
  }

  /** RFC 5280 5.1.2.5: conforming authorities say by when there is a newer one. */
  private static Instant nextUpdate(DerCursor tbs) throws MalformedRevocationException {
    if (tbs.tag() != DerCursor.UTC_TIME && tbs.tag() != DerCursor.GENERALIZED_TIME) {
      throw new MalformedRevocationException("it does not say by when there is a newer one");
    }
    return tbs.time();
  }

  private static Optional<Extensions> extensions(DerCursor tbs)
      throws MalformedRevocationException {
    Optional<Extensions> extensions = Optional.empty();
    if (tbs.tag() == EXTENSIONS) {
      extensions = Optional.of(Extensions.getInstance(small(tbs.enter(EXTENSIONS))));
    }
    if (tbs.more()) {
      throw new MalformedRevocationException("something stands behind its extensions");
    }
    return extensions;
  }

  private static byte[] small(DerCursor level) throws MalformedRevocationException {
    byte[] element = level.whole(SMALL);
    DerCursor.requireShallow(element);
    return element;
  }
}
