package dev.updatecenter.capability.authenticode;

import dev.updatecenter.capability.authenticode.revocation.RevocationSources;
import dev.updatecenter.kernel.core.Finding;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Leads a certificate to a trusted root at a given time (RFC 5280 6.1), or says why it cannot. */
final class ChainVerifier {
  private static final int DIGITAL_SIGNATURE = 0;
  private static final String ANY_USAGE = "2.5.29.37.0";

  private final Set<X509Certificate> roots;
  private final RevocationSources revocation;
  private final String usage;

  /**
   * @param usage the extended key usage that the leaf must have
   */
  ChainVerifier(Set<X509Certificate> roots, RevocationSources revocation, String usage) {
    this.roots = Set.copyOf(roots);
    this.revocation = revocation;
    this.usage = usage;
  }

  /**
   * Follows a chain.
   *
   * @param others what else is at hand to build it from
   * @param at when the signature was made, as far as is proven
   * @param now when it is judged
   */
  Result verify(
      X509Certificate leaf,
      Collection<X509Certificate> others,
      Instant at,
      Instant now,
      String subject) {
    Optional<List<X509Certificate>> path = new PathFinder(roots, others).find(leaf);
    if (path.isEmpty()) {
      return new Result(
          List.of(leaf), List.of(untrusted(subject, leaf, "no trusted root above")), List.of());
    }
    List<X509Certificate> below = path.get().subList(0, path.get().size() - 1);
    List<Finding> findings = new ArrayList<>();
    findings.addAll(outOfTime(below, at, subject));
    if (findings.isEmpty()) {
      pkix(below, at).ifPresent(why -> findings.add(untrusted(subject, leaf, why)));
    }
    findings.addAll(usages(below, subject));
    Revocation.Outcome outcome = new Revocation(revocation, at, now, subject).check(path.get());
    findings.addAll(outcome.findings());
    return new Result(path.get(), findings, outcome.unknown());
  }

  private static List<Finding> outOfTime(List<X509Certificate> path, Instant at, String subject) {
    List<Finding> findings = new ArrayList<>();
    for (X509Certificate certificate : path) {
      Instant from = certificate.getNotBefore().toInstant();
      Instant to = certificate.getNotAfter().toInstant();
      if (at.isBefore(from) || at.isAfter(to)) {
        findings.add(
            Finding.error(
                    "UC4022",
                    subject,
                    SigningChain.name(certificate) + " is valid from " + from + " to " + to)
                .because("It is judged at " + at + ".")
                .fixedBy("Sign while the certificate is valid, and with a timestamp."));
      }
    }
    return findings;
  }

  // RFC 5280 6.1: names, basic constraints, key usages, critical extensions, signatures.
  private Optional<String> pkix(List<X509Certificate> path, Instant at) {
    try {
      PKIXParameters parameters = new PKIXParameters(anchors());
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(at));
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Set<TrustAnchor> anchors() {
    Set<TrustAnchor> anchors = new LinkedHashSet<>();
    for (X509Certificate root : roots) {
      anchors.add(new TrustAnchor(root, null));
    }
    return anchors;
  }

  /** The leaf must have the usage; an authority that is limited must be limited to it. */
  private List<Finding> usages(List<X509Certificate> path, String subject) {
    List<Finding> findings = new ArrayList<>();
    for (X509Certificate certificate : path) {
      List<String> usages = CertificateExtensions.usages(certificate);
      boolean leaf = certificate.equals(path.get(0));
      boolean fits =
          usages.contains(usage) || (!leaf && (usages.isEmpty() || usages.contains(ANY_USAGE)));
      boolean[] keyUsage = certificate.getKeyUsage();
      boolean signs = !leaf || keyUsage == null || keyUsage[DIGITAL_SIGNATURE];
      if (!fits || !signs) {
        findings.add(
            Finding.error(
                    "UC4021",
                    subject,
                    SigningChain.name(certificate) + " is not for this use; it allows " + usages)
                .because("The extended key usage " + usage + " and digital signatures are needed.")
                .fixedBy("Sign with a certificate that was issued for it."));
      }
    }
    return findings;
  }

  private static Finding untrusted(String subject, X509Certificate leaf, String why) {
    return Finding.error(
            "UC4020", subject, SigningChain.name(leaf) + " leads to no trusted root: " + why)
        .because("Only the configured roots are trusted, never those of the machine.")
        .fixedBy("Embed the intermediate certificates, or configure the root if you trust it.");
  }

  /**
   * What came of it.
   *
   * @param path leaf first, the trusted root last; the leaf alone when there is none
   * @param findings without an error when the chain holds
   * @param unknown certificates of the path of which no source said whether they are revoked
   */
  record Result(List<X509Certificate> path, List<Finding> findings, List<X509Certificate> unknown) {
    Result {
      path = List.copyOf(path);
      findings = List.copyOf(findings);
      unknown = List.copyOf(unknown);
    }
  }
}
