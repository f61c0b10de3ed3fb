package dev.updatecenter.capability.authenticode;

import dev.updatecenter.kernel.core.Finding;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a certificate must be before the first signature is made with it: CA/Browser Forum, Code
 * Signing Baseline Requirements 3.10. Pure; safe from many threads.
 */
public final class CertificatePolicy {
  /** Extended key usage codeSigning. */
  static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

  /** The rules that also hold when a made signature is judged. */
  static final List<CertificateRule> STANDING =
      List.of(
          new EvPolicyRule(),
          new EvSubjectRule(),
          new KeyStrengthRule(),
          new ChainHashRule(),
          new ValidityLengthRule(),
          new LifetimeSigningRule());

  /**
   * Checks a chain.
   *
   * @param chain leaf first; the root may be missing, the intermediates may not
   * @param anchors whom to trust; never the JDK's certificates
   * @param now the time of signing
   * @return all that is against the policy, gravest first; errors forbid to sign
   */
  public List<Finding> check(
      List<X509Certificate> chain, TrustAnchors anchors, Instant now, Profile profile) {
    String subject = SigningChain.name(chain.get(0));
    ChainVerifier.Result trust =
        new ChainVerifier(anchors.codeSigning(), anchors.crls(), CODE_SIGNING)
            .verify(chain.get(0), chain, now, subject);
    boolean led = trust.path().size() > 1;
    SigningChain known =
        new SigningChain(subject, led ? trust.path() : chain, anchors.codeSigning(), now);
    List<CertificateRule> rules = new ArrayList<>(STANDING);
    rules.add(new ExpiryRule());
    if (profile == Profile.PRODUCTION) {
      rules.add(new TestCertificateRule());
    }
    List<Finding> findings = new ArrayList<>(trust.findings());
    rules.forEach(rule -> findings.addAll(rule.check(known)));
    return findings.stream().sorted(Finding.ORDER).toList();
  }

  /** How serious it is: {@code profile} of policy.yaml. */
  public enum Profile {
    /** Throw-away certificates pass. */
    LAB,
    /** Real certificates only. */
    PRODUCTION
  }
}
