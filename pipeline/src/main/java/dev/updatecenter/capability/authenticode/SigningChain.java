package dev.updatecenter.capability.authenticode;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * A signer's certificates, as rules look at them.
 *
 * @param subject what findings are about
 * @param certificates the leaf first; up to and with the trusted root when there is one
 * @param roots the trusted roots
 * @param at the time to judge at
 */
record SigningChain(
    String subject, List<X509Certificate> certificates, Set<X509Certificate> roots, Instant at) {
  private static final Map<String, String> KEYWORDS =
      Map.of(
          "2.5.4.5", "SERIALNUMBER",
          "2.5.4.15", "BUSINESSCATEGORY",
          "1.3.6.1.4.1.311.60.2.1.1", "JURISDICTIONL",
          "1.3.6.1.4.1.311.60.2.1.2", "JURISDICTIONST",
          "1.3.6.1.4.1.311.60.2.1.3", "JURISDICTIONC");

  SigningChain {
    certificates = List.copyOf(certificates);
    roots = Set.copyOf(roots);
  }

  X509Certificate leaf() {
    return certificates.get(0);
  }

  /** The name that people know a certificate by: RFC 2253, EV attributes by keyword. */
  static String name(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName(X500Principal.RFC2253, KEYWORDS);
  }
}
