package dev.updatecenter.capability.authenticode;

import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who issued whom, by names and by keys that verify. Each question is answered once, and no more
 * than some: a hostile file may hold certificates that all bear one name and the dearest of keys.
 * Serves one judgement.
 */
final class Issuance {
  private static final int MOST_CHECKS = 100;
  // NIST SP 800-56B 6.2: larger exponents have no use but to make verifying slow.
  private static final int LONGEST_EXPONENT = 256;

  private final Map<List<X509Certificate>, Boolean> known = new HashMap<>();

  /** Whether one certificate's key signed the other; no, once too much was asked. */
  boolean issued(X509Certificate issuer, X509Certificate certificate) {
    if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
      return false;
    }
    Boolean before = known.get(List.of(issuer, certificate));
    if (before != null) {
      return before;
    }
    boolean issued =
        known.size() < MOST_CHECKS
            && affordable(issuer)
            && TrustAnchors.issued(issuer, certificate);
    known.put(List.of(issuer, certificate), issued);
    return issued;
  }

  /**
   * The certificates that lead from a leaf to a trusted root, on any way. Whoever is not among them
   * may be forged: a certificate with an authority's name and key, and anything else in it.
   */
  Set<X509Certificate> leading(
      X509Certificate leaf, List<X509Certificate> embedded, Set<X509Certificate> roots) {
    Set<X509Certificate> above = above(leaf, embedded);
    Set<X509Certificate> led = new LinkedHashSet<>();
    grow(led, List.copyOf(above), c -> roots.contains(c) || byAny(roots, c) || byAny(led, c));
    // A root above a trusted one: its own key signed it, and that key signed what is trusted.
    grow(
        led,
        List.copyOf(above),
        c -> issued(c, c) && led.stream().anyMatch(below -> issued(c, below)));
    return led;
  }

  /** A leaf and whoever issued it, or one of them in turn, trusted or not. */
  Set<X509Certificate> above(X509Certificate leaf, List<X509Certificate> embedded) {
    Set<X509Certificate> above = new LinkedHashSet<>(Set.of(leaf));
    grow(above, embedded, c -> above.stream().anyMatch(a -> issued(c, a)));
    return above;
  }

  /** Whether one of these issued a certificate. */
  boolean byAny(Collection<X509Certificate> issuers, X509Certificate certificate) {
    return issuers.stream().anyMatch(issuer -> issued(issuer, certificate));
  }

  /** Adds whoever joins, until nobody does any more. */
  static void grow(
      Set<X509Certificate> grown,
      List<X509Certificate> candidates,
      Predicate<X509Certificate> joins) {
    boolean more = true;
    while (more) {
      List<X509Certificate> joining =
          candidates.stream().filter(c -> !grown.contains(c)).filter(joins).toList();
      more = grown.addAll(joining);
    }
  }

  private static boolean affordable(X509Certificate issuer) {
    return !(issuer.getPublicKey() instanceof RSAPublicKey rsa)
        || rsa.getPublicExponent().bitLength() <= LONGEST_EXPONENT;
  }
}
