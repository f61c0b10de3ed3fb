package dev.updatecenter.capability.authenticode;

import dev.updatecenter.capability.authenticode.cms.CmsMessage;
import dev.updatecenter.capability.authenticode.cms.IndirectData;
import dev.updatecenter.capability.authenticode.cms.MalformedSignatureException;
import dev.updatecenter.capability.authenticode.container.HashAlgorithm;
import dev.updatecenter.capability.authenticode.container.SignedContainer;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges one signature of one file: digest, mathematics, timestamp, chain, policy. */
final class SignatureCheck {
  // PKCS #9 counterSignature: the timestamps before RFC 3161.
  private static final String LEGACY_TIMESTAMP = "1.2.840.113549.1.9.6";

  private final SignedContainer container;
  private final VerificationPolicy policy;
  private final Instant now;
  private final String subject;
  private final Map<HashAlgorithm, String> digests = new EnumMap<>(HashAlgorithm.class);

  SignatureCheck(
      SignedContainer container, VerificationPolicy policy, Instant now, String subject) {
    this.container = container;
    this.policy = policy;
    this.now = now;
    this.subject = subject;
  }

  Result check(CmsMessage message) throws IOException, MalformedSignatureException {
    List<Finding> findings = new ArrayList<>();
    message.broken().ifPresent(why -> findings.add(notMade(why)));
    String digest = digest(message, findings);
    for (String oid : message.unknownUnsignedAttributes()) {
      String what =
          oid.equals(LEGACY_TIMESTAMP)
              ? "a counter-signature that is no RFC 3161 timestamp, " + oid
              : "the unsigned attribute " + oid;
      findings.add(uncovered(subject, what));
    }
    TimestampCheck.Result stamp = new TimestampCheck(policy.anchors(), now, subject).check(message);
    findings.addAll(stamp.findings());
    if (message.timestamp().isEmpty() && policy.requireTimestamp()) {
      findings.add(noTimestamp(message.certificate()));
    }
    Instant at = stamp.timestamp().map(SignatureVerdict.Timestamp::time).orElse(now);
    SigningChain chain = chain(message, at, findings);
    if (policy.requireEv()) {
      CertificatePolicy.standing(policy.profile())
          .forEach(rule -> findings.addAll(rule.check(chain)));
    }
    findings.addAll(embedded(message, stamp));
    return new Result(digest, signer(chain), stamp.timestamp(), findings);
  }

  /** Compares the signed digest with the file's; gives the file's. */
  private String digest(CmsMessage message, List<Finding> findings)
      throws IOException, MalformedSignatureException {
    if (!message.contentType().equals(container.contentType())) {
      throw new MalformedSignatureException(
          "content of type " + message.contentType() + " in a " + container.format());
    }
    if (message.hash() == HashAlgorithm.SHA1) {
      findings.add(weak("signature"));
    }
    Optional<String> dataType = container.dataType();
    if (dataType.isEmpty()) {
      return HexFormat.of().formatHex(message.messageDigest());
    }
    IndirectData data = IndirectData.parse(message.content());
    if (!data.dataType().equals(dataType.get())) {
      throw new MalformedSignatureException("it is a signature for another kind of file");
    }
    if (data.hash() == HashAlgorithm.SHA1) {
      findings.add(weak("file digest"));
    }
    String digest = digests.get(data.hash());
    if (digest == null) {
      digest = HexFormat.of().formatHex(container.digest(data.hash()).orElseThrow());
      digests.put(data.hash(), digest);
    }
    if (!digest.equals(data.digest())) {
      findings.add(changed(data.hash()));
    }
    return digest;
  }

  private SigningChain chain(CmsMessage message, Instant at, List<Finding> findings) {
    TrustAnchors anchors = policy.anchors();
    ChainVerifier.Result trust =
        new ChainVerifier(
                anchors.codeSigning(), anchors.revocation(), CertificatePolicy.CODE_SIGNING)
            .verify(message.certificate(), message.certificates(), at, now, subject);
    findings.addAll(trust.findings());
    if (policy.requireEv()) {
      findings.addAll(
          new RevocationKnownRule(anchors.revocation(), policy.profile(), at)
              .check(trust, subject));
    }
    return new SigningChain(subject, trust.path(), anchors.codeSigning(), at);
  }

  private List<Finding> embedded(CmsMessage message, TimestampCheck.Result stamp) {
    List<X509Certificate> all = new ArrayList<>(message.certificates());
    all.addAll(stamp.certificates());
    EmbeddedCertificates embedded =
        new EmbeddedCertificates(all).below(policy.anchors().codeSigning(), message.certificate());
    stamp.authority().ifPresent(a -> embedded.below(policy.anchors().timestamping(), a));
    return embedded.findings(subject);
  }

  private static SignatureVerdict.Signer signer(SigningChain chain)
      throws MalformedSignatureException {
    try {
      return new SignatureVerdict.Signer(
          SigningChain.name(chain.leaf()),
          ContentDigest.of(chain.leaf().getEncoded()),
          chain.certificates().stream().map(SigningChain::name).toList(),
          EvPolicyRule.ev(chain));
    } catch (CertificateEncodingException e) {
      throw new MalformedSignatureException("the signer's certificate", e);
    }
  }

  private Finding notMade(String why) {
    return Finding.error("UC4033", subject, "The signature does not verify: " + why)
        .because("The signature was changed, or made by another key.")
        .fixedBy("Get the file again from where it was signed.");
  }

  private Finding changed(HashAlgorithm hash) {
    return Finding.error(
            "UC4031", subject, "The file's " + hash.displayName() + " is not the one signed")
        .because("The file was changed after it was signed.")
        .fixedBy("Get the file again, or sign it again if the change is yours.");
  }

  private Finding weak(String what) {
    return Finding.error("UC4004", subject, "The " + what + " is made with SHA-1")
        .because("Its hash function is broken.")
        .fixedBy("Sign again with SHA-256.");
  }

  private Finding noTimestamp(X509Certificate certificate) {
    return Finding.error("UC4005", subject, "The signature has no RFC 3161 timestamp")
        .because("It ends with its certificate, " + certificate.getNotAfter().toInstant() + ".")
        .fixedBy("Sign again with a timestamp.");
  }

  static Finding uncovered(String subject, String what) {
    return Finding.error("UC4034", subject, "Something in the file is not signed: " + what)
        .because("It can be changed by anybody without breaking the signature.")
        .fixedBy("Get the file again from where it was signed.");
  }

  /**
   * What came of it.
   *
   * @param digest the file's digest, lower-case hex
   * @param signer who signed
   * @param timestamp when, if that is proven
   * @param findings all that was noticed
   */
  record Result(
      String digest,
      SignatureVerdict.Signer signer,
      Optional<SignatureVerdict.Timestamp> timestamp,
      List<Finding> findings) {
    Result {
      findings = List.copyOf(findings);
    }
  }
}
