package dev.updatecenter.capability.authenticode;

import dev.updatecenter.capability.authenticode.cms.CmsMessage;
import dev.updatecenter.capability.authenticode.cms.MalformedSignatureException;
import dev.updatecenter.capability.authenticode.cms.TimestampToken;
import dev.updatecenter.capability.authenticode.container.HashAlgorithm;
import dev.updatecenter.kernel.core.Finding;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges the RFC 3161 token on a signature. */
final class TimestampCheck {
  private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
  private static final String EXTENDED_KEY_USAGE = "2.5.29.37";

  // Clocks of two machines differ; those of an authority and a judge by no more than this.
  private static final Duration SKEW = Duration.ofMinutes(10);

  private final TrustAnchors anchors;
  private final Instant now;
  private final String subject;

  /**
   * @param now when is judged: a later timestamp cannot be
   */
  TimestampCheck(TrustAnchors anchors, Instant now, String subject) {
    this.anchors = anchors;
    this.now = now;
    this.subject = subject;
  }

  /** Judges the token; a signature without one gives an empty result without findings. */
  Result check(CmsMessage signature) {
    try {
      Optional<byte[]> der = signature.timestamp();
      return der.isEmpty()
          ? new Result(Optional.empty(), List.of(), Set.of(), List.of())
          : check(TimestampToken.parse(der.get()), signature);
    } catch (MalformedSignatureException e) {
      return new Result(
          Optional.empty(), List.of(), Set.of(), List.of(broken(String.valueOf(e.getMessage()))));
    }
  }

  private Result check(TimestampToken token, CmsMessage signature)
      throws MalformedSignatureException {
    List<X509Certificate> certificates = token.message().certificates();
    List<Finding> findings = new ArrayList<>();
    token.broken(signature.signatureValue()).ifPresent(why -> findings.add(broken(why)));
    if (token.time().isAfter(now.plus(SKEW))) {
      findings.add(broken("it is of " + token.time() + ", and judged at " + now));
    }
    X509Certificate authority = token.message().certificate();
    if (!onlyStampsTime(authority)) {
      findings.add(untrusted("its certificate is not for timestamps alone"));
    }
    ChainVerifier.Result chain =
        new ChainVerifier(anchors.timestamping(), anchors.crls(), TIME_STAMPING)
            .verify(authority, certificates, token.time(), subject);
    chain.findings().forEach(f -> findings.add(untrusted(f.message())));
    if (token.imprintHash() == HashAlgorithm.SHA1 || token.message().hash() == HashAlgorithm.SHA1) {
      findings.add(weak());
    }
    boolean good = findings.stream().allMatch(f -> f.code().equals("UC4004"));
    var timestamp = new SignatureVerdict.Timestamp(token.time(), SigningChain.name(authority));
    return new Result(
        good ? Optional.of(timestamp) : Optional.empty(),
        certificates,
        led(authority, certificates, signature),
        findings);
  }

  /** Signers put the authority's certificates into the token, or beside their own. */
  private Set<X509Certificate> led(
      X509Certificate authority, List<X509Certificate> embedded, CmsMessage signature) {
    List<X509Certificate> all = new ArrayList<>(embedded);
    all.addAll(signature.certificates());
    return new Issuance().leading(authority, all, anchors.timestamping());
  }

  // RFC 3161 2.3: the extended key usage is critical and timeStamping is the only one.
  private static boolean onlyStampsTime(X509Certificate authority) {
    Set<String> critical = authority.getCriticalExtensionOIDs();
    return critical != null
        && critical.contains(EXTENDED_KEY_USAGE)
        && CertificateExtensions.usages(authority).equals(List.of(TIME_STAMPING));
  }

  private Finding broken(String why) {
    return Finding.error("UC4035", subject, "The timestamp is no good: " + why)
        .because("Nothing proves when the file was signed.")
        .fixedBy("Sign the file again with a timestamp.");
  }

  private Finding untrusted(String why) {
    return Finding.error("UC4036", subject, "The timestamp authority is not trusted: " + why)
        .because("Only the configured timestamp roots are trusted.")
        .fixedBy("Configure the authority's root if you trust it, or use another authority.");
  }

  private Finding weak() {
    return Finding.error("UC4004", subject, "The timestamp is made with SHA-1")
        .because("Its hash function is broken.")
        .fixedBy("Ask the authority for SHA-256.");
  }

  /**
   * What came of it.
   *
   * @param timestamp present when the token is whole and trusted
   * @param certificates what the token embeds
   * @param led those that lead from the authority to a trusted root; none when nothing does
   * @param findings what is wrong with it
   */
  record Result(
      Optional<SignatureVerdict.Timestamp> timestamp,
      List<X509Certificate> certificates,
      Set<X509Certificate> led,
      List<Finding> findings) {
    Result {
      certificates = List.copyOf(certificates);
      led = Set.copyOf(led);
      findings = List.copyOf(findings);
    }
  }
}
