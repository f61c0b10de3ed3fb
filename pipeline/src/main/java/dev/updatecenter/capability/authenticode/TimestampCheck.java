package dev.updatecenter.capability.authenticode;

import dev.updatecenter.capability.authenticode.cms.CmsMessage;
import dev.updatecenter.capability.authenticode.cms.MalformedSignatureException;
import dev.updatecenter.capability.authenticode.cms.TimestampToken;
import dev.updatecenter.capability.authenticode.container.HashAlgorithm;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges the RFC 3161 token on a signature. */
public final class TimestampCheck {
  /** The code of findings about the authority's certificate and chain. */
  public static final String UNTRUSTED = "UC4036";

  private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
  private static final String EXTENDED_KEY_USAGE = "2.5.29.37";

  // Clocks of two machines differ; those of an authority and a judge by no more than this.
  private static final Duration SKEW = Duration.ofMinutes(10);

  private final TrustAnchors anchors;
  private final Instant now;
  private final String subject;

  /**
   * Judges by what is trusted.
   *
   * @param now when the token is judged
   * @param subject what findings are about
   */
  public TimestampCheck(TrustAnchors anchors, Instant now, String subject) {
    this.anchors = anchors;
    this.now = now;
    this.subject = subject;
  }

  /**
   * Judges the token; a signature without one gives an empty result without findings. A timestamp
   * later than the judgement cannot be.
   */
  Result check(CmsMessage signature) {
    try {
      Optional<byte[]> der = signature.timestamp();
      if (der.isEmpty()) {
        return new Result(Optional.empty(), Optional.empty(), List.of(), List.of());
      }
      TimestampToken token = TimestampToken.parse(der.get());
      Result result = judge(token, signature.signatureValue());
      return token.time().isAfter(now.plus(SKEW))
          ? result.spoilt(List.of(broken("it is of " + token.time() + ", and judged at " + now)))
          : result;
    } catch (MalformedSignatureException e) {
      Finding broken = broken(String.valueOf(e.getMessage()));
      return new Result(Optional.empty(), Optional.empty(), List.of(), List.of(broken));
    }
  }

  /**
   * Judges a token that is not embedded yet.
   *
   * @param signatureValue the value of the signature that it has to be about
   * @throws MalformedSignatureException when it does not name its certificate rightly
   */
  public Result check(TimestampToken token, byte[] signatureValue)
      throws MalformedSignatureException {
    Result result = judge(token, signatureValue);
    List<Finding> embedded =
        new EmbeddedCertificates(result.certificates())
            .below(anchors.timestamping(), token.message().certificate())
            .findings(subject);
    return embedded.stream().noneMatch(TimestampCheck::isError) ? result : result.spoilt(embedded);
  }

  private Result judge(TimestampToken token, byte[] signatureValue)
      throws MalformedSignatureException {
    List<X509Certificate> certificates = token.message().certificates();
    List<Finding> findings = new ArrayList<>();
    token.broken(signatureValue).ifPresent(why -> findings.add(broken(why)));
    X509Certificate authority = token.message().certificate();
    if (!onlyStampsTime(authority)) {
      findings.add(untrusted("its certificate is not for timestamps alone"));
    }
    ChainVerifier.Result chain =
        new ChainVerifier(anchors.timestamping(), anchors.revocation(), TIME_STAMPING)
            .verify(authority, certificates, token.time(), now, subject);
    chain.findings().forEach(f -> findings.add(isError(f) ? untrusted(f.message()) : f));
    if (token.imprintHash() == HashAlgorithm.SHA1 || token.message().hash() == HashAlgorithm.SHA1) {
      findings.add(weak());
    }
    boolean good = findings.stream().allMatch(f -> f.code().equals("UC4004") || !isError(f));
    var timestamp = new SignatureVerdict.Timestamp(token.time(), SigningChain.name(authority));
    return new Result(
        good ? Optional.of(timestamp) : Optional.empty(),
        Optional.of(authority),
        certificates,
        findings);
  }

  private static boolean isError(Finding finding) {
    return finding.severity() == Severity.ERROR;
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
    return Finding.error(UNTRUSTED, subject, "The timestamp authority is not trusted: " + why)
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
   * @param authority who signed the token, trusted or not; empty without a token that can be read
   * @param certificates what the token embeds
   * @param findings what is wrong with it
   */
  public record Result(
      Optional<SignatureVerdict.Timestamp> timestamp,
      Optional<X509Certificate> authority,
      List<X509Certificate> certificates,
      List<Finding> findings) {
    /** Copies. */
    public Result {
      certificates = List.copyOf(certificates);
      findings = List.copyOf(findings);
    }

    private Result spoilt(List<Finding> why) {
      List<Finding> all = new ArrayList<>(findings);
      all.addAll(why);
      return new Result(Optional.empty(), authority, certificates, all);
    }
  }
}
