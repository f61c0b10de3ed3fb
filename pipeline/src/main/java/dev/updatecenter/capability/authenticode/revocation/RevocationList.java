package dev.updatecenter.capability.authenticode.revocation;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

/**
 * A certificate revocation list (RFC 5280 5.1), kept as the bytes it came in. Nothing in it counts
 * before {@link #refusal} said that its issuer stands for it. Safe from many threads.
 */
public final class RevocationList {
  private static final int CRL_SIGN = 6;

  private final byte[] der;
  private final RevocationListHeader header;
  private final RevocationEntries entries;
  private final Map<X509Certificate, Optional<String>> judged = new ConcurrentHashMap<>();

  private RevocationList(byte[] der, RevocationListHeader header, RevocationEntries entries) {
    this.der = der;
    this.header = header;
    this.entries = entries;
  }

  /**
   * Reads a list. One of a million entries takes some hundred milliseconds, its own bytes and 8 MB.
   *
   * @param der the list and nothing else; from now on this list's own
   * @throws MalformedRevocationException for anything else
   */
  public static RevocationList parse(byte[] der) throws MalformedRevocationException {
    RevocationListParser parser = new RevocationListParser(der);
    RevocationListHeader header = parser.header();
    return new RevocationList(der, header, parser.entries());
  }

  /** Who made it, by name. */
  public X500Principal issuer() {
    return header.issuer();
  }

  /** When it was made. */
  public Instant thisUpdate() {
    return header.thisUpdate();
  }

  /** By when there is a newer one. */
  public Instant nextUpdate() {
    return header.nextUpdate();
  }

  /** How many certificates it names. */
  public int size() {
    return entries.count();
  }

  /** The list's bytes, DER; not copied, for there may be many. */
  public InputStream content() {
    return new ByteArrayInputStream(der);
  }

  /** Whether it is this authority's: of its name and, where both say so, of its key. */
  public boolean isOf(X509Certificate authority) {
    if (!issuer().equals(authority.getSubjectX500Principal())) {
      return false;
    }
    // RFC 5280 5.2.1: tells the keys of one name apart.
    Optional<byte[]> listed = header.extension("2.5.29.35").flatMap(RevocationList::keyOf);
    Optional<byte[]> own = subjectKey(authority);
    return listed.isEmpty() || own.isEmpty() || Arrays.equals(listed.get(), own.get());
  }

  /**
   * Whether an authority's certificates may be judged by the list (RFC 5280 6.3.3).
   *
   * @param authority one that {@link #isOf} names
   * @return why not; empty when they may
   */
  public Optional<String> refusal(X509Certificate authority) {
    return judged.computeIfAbsent(authority, this::judge);
  }

  private Optional<String> judge(X509Certificate authority) {
    boolean[] usage = authority.getKeyUsage();
    if (usage != null && !usage[CRL_SIGN]) {
      return Optional.of("its issuer's key is not for revocation lists"); // RFC 5280 6.3.3 (f)
    }
    Optional<String> forged =
        new MadeBy(authority.getPublicKey(), header.algorithm())
            .refusal(der, header.signedFrom(), header.signedTo(), header.signature().getOctets());
    if (forged.isPresent()) {
      return Optional.of("its issuer did not sign it: " + forged.get());
    }
    // RFC 5280 5.2: delta, indirect and partitioned lists say so by a critical extension.
    return header
        .notUnderstood()
        .or(entries::notUnderstood)
        .map(oid -> "it is partial or indirect: extension " + oid);
  }

  /** What it says of a certificate of its issuer; empty when nothing. */
  public Optional<Revoked> find(BigInteger serial) {
    try {
      return entries.find(serial);
    } catch (MalformedRevocationException e) {
      throw new IllegalStateException("an entry that was read before", e);
    }
  }

  private static Optional<byte[]> keyOf(byte[] extension) {
    try {
      return Optional.ofNullable(
              AuthorityKeyIdentifier.getInstance(extension).getKeyIdentifierObject())
          .map(ASN1OctetString::getOctets);
    } catch (RuntimeException e) {
      // BouncyCastle tells broken structure by many kinds of unchecked exceptions.
      return Optional.empty();
    }
  }

  private static Optional<byte[]> subjectKey(X509Certificate authority) {
    byte[] extension = authority.getExtensionValue("2.5.29.14");
    try {
      return Optional.ofNullable(extension)
          .map(e -> ASN1OctetString.getInstance(e).getOctets())
          .map(e -> SubjectKeyIdentifier.getInstance(e).getKeyIdentifier());
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
