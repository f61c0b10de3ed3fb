package dev.updatecenter.capability.authenticode;

import dev.updatecenter.capability.authenticode.SigningKey.Custody;
import dev.updatecenter.kernel.core.Finding;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a certificate must be before the first signature is made with it: CA/Browser Forum, Code
 * Signing Baseline Requirements 3.10. Pure; safe from many threads.
 */
public final class CertificatePolicy {
  /** Extended key usage codeSigning. */
  static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

  private static final List<CertificateRule> STANDING =
      List.of(
          new EvPolicyRule(),
          new EvSubjectRule(),
          new KeyStrengthRule(),
          new ChainHashRule(),
          new ValidityLengthRule(),
          new LifetimeSigningRule());

  /** The rules that also hold when a made signature is judged. */
  static List<CertificateRule> standing(Profile profile) {
    List<CertificateRule> rules = new ArrayList<>(STANDING);
    if (profile == Profile.PRODUCTION) {
      rules.add(new TestCertificateRule());
    }
    return rules;
  }

  /**
   * Checks a chain whose key may lie anywhere.
   *
   * @param chain leaf first; the root may be missing, the intermediates may not
   * @param anchors whom to trust; never the JDK's certificates
   * @param now the time of signing
   * @return all that is against the policy, gravest first; errors forbid to sign
   */
  public List<Finding> check(
      List<X509Certificate> chain, TrustAnchors anchors, Instant now, Profile profile) {
    return check(chain, Optional.empty(), anchors, now, profile);
  }

  /**
   * Checks a chain, and where its key lies.
   *
   * @param custody where the private key lives; empty when that is not known
   */
  public List<Finding> check(
      List<X509Certificate> chain,
      Optional<Custody> custody,
      TrustAnchors anchors,
      Instant now,
      Profile profile) {
    String subject = SigningChain.name(chain.get(0));
    ChainVerifier.Result trust =
        new ChainVerifier(anchors.codeSigning(), anchors.revocation(), CODE_SIGNING)
            .verify(chain.get(0), chain, now, now, subject);
    boolean led = trust.path().size() > 1;
    SigningChain known =
        new SigningChain(subject, led ? trust.path() : chain, anchors.codeSigning(), now);
    List<CertificateRule> rules = new ArrayList<>(standing(profile));
    rules.add(new ExpiryRule());
    if (profile == Profile.PRODUCTION) {
      custody.ifPresent(where -> rules.add(new KeyCustodyRule(where)));
    }
    List<Finding> findings = new ArrayList<>(trust.findings());
    rules.forEach(rule -> findings.addAll(rule.check(known)));
    findings.addAll(
        new RevocationKnownRule(anchors.revocation(), profile, now).check(trust, subject));
    return findings.stream().sorted(Finding.ORDER).distinct().toList();
  }

  /** How serious it is: {@code profile} of policy.yaml. */
  public enum Profile {
    /** Throw-away certificates pass. */
    LAB,
    /** Real certificates only. */
    PRODUCTION
  }
}
