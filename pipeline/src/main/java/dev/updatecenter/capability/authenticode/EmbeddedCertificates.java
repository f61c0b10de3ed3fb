package dev.updatecenter.capability.authenticode;

import dev.updatecenter.kernel.core.Finding;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * Accounts for the certificates that a message embeds. No signature covers their list (RFC 5652
 * 5.1), so each must say itself why it is there. Serves one judgement.
 */
final class EmbeddedCertificates {
  // Two or three cross-certificates of 1.5 KiB are usual; more would be room to hide data in.
  private static final int MOST_UNPROVEN = 8 * 1024;

  private final List<X509Certificate> embedded;
  private final Issuance issuance = new Issuance();
  private final Set<X509Certificate> roots = new LinkedHashSet<>();
  private final Set<X509Certificate> above = new LinkedHashSet<>();
  private final Set<X509Certificate> led = new LinkedHashSet<>();
  private boolean rooted = true;

  EmbeddedCertificates(Collection<X509Certificate> embedded) {
    this.embedded = List.copyOf(new LinkedHashSet<>(embedded));
  }

  /** Takes what leads from a leaf to its trusted roots for needed. */
  EmbeddedCertificates below(Set<X509Certificate> trusted, X509Certificate leaf) {
    Set<X509Certificate> leading = issuance.leading(leaf, embedded, trusted);
    roots.addAll(trusted);
    above.addAll(issuance.above(leaf, embedded));
    led.addAll(leading);
    rooted &= leading.contains(leaf);
    return this;
  }

  /** Nothing when a leaf has no root: that is found elsewhere, and nothing could be told apart. */
  List<Finding> findings(String subject) {
    if (!rooted) {
      return List.of();
    }
    Set<X509Certificate> proven = new LinkedHashSet<>(led);
    Issuance.grow(proven, embedded, c -> issuance.byAny(roots, c) || issuance.byAny(proven, c));
    List<X509Certificate> unproven = embedded.stream().filter(c -> !proven.contains(c)).toList();
    boolean few = unproven.stream().mapToInt(EmbeddedCertificates::length).sum() <= MOST_UNPROVEN;
    List<Finding> findings = new ArrayList<>();
    for (X509Certificate certificate : embedded) {
      if (!proven.contains(certificate) && !(few && crosses(certificate))) {
        findings.add(stranger(subject, certificate));
      } else if (!led.contains(certificate)) {
        findings.add(unneeded(subject, certificate));
      }
    }
    return findings;
  }

  /**
   * RFC 5280 3.2: another certificate for an authority of the path, by an authority that is not
   * trusted here. Its name and key are proven by what they signed; that it is not a damaged copy of
   * one that is known, by its issuer's name and its number.
   */
  private boolean crosses(X509Certificate certificate) {
    List<X509Certificate> namesakes =
        known().filter(k -> name(k).equals(certificate.getIssuerX500Principal())).toList();
    return above.contains(certificate)
        && (namesakes.isEmpty() || issuance.byAny(namesakes, certificate))
        && known().noneMatch(k -> !k.equals(certificate) && copies(certificate, k));
  }

  private Stream<X509Certificate> known() {
    return Stream.concat(roots.stream(), above.stream());
  }

  private static boolean copies(X509Certificate certificate, X509Certificate other) {
    return certificate.getSerialNumber().equals(other.getSerialNumber())
        && certificate.getPublicKey().equals(other.getPublicKey());
  }

  private static X500Principal name(X509Certificate certificate) {
    return certificate.getSubjectX500Principal();
  }

  private static int length(X509Certificate certificate) {
    try {
      return certificate.getEncoded().length;
    } catch (CertificateEncodingException e) {
      return MOST_UNPROVEN + 1; // what cannot be measured is too long
    }
  }

  private static Finding stranger(String subject, X509Certificate certificate) {
    return Finding.error(
            "UC4038",
            subject,
            "An embedded certificate belongs nowhere: " + SigningChain.name(certificate))
        .because("It is above neither the signer nor the authority, and no trusted root issued it.")
        .fixedBy("Embed the signer's chain and nothing else.");
  }

  private static Finding unneeded(String subject, X509Certificate certificate) {
    return Finding.warning(
            "UC4092",
            subject,
            "An embedded certificate is not needed: "
                + SigningChain.name(certificate)
                + ", issued by "
                + certificate.getIssuerX500Principal().getName())
        .because("It takes no part in the way to a trusted root.")
        .fixedBy(
            "Nothing need be done; a cross-certificate is checked once its root is configured.");
  }
}
