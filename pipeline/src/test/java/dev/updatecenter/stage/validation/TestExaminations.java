package dev.updatecenter.stage.validation;

import dev.updatecenter.capability.authenticode.AuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.capability.authenticode.SignatureVerdict.Signer;
import dev.updatecenter.capability.authenticode.SignatureVerdict.Verdict;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.authenticode.VerificationPolicy;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.format.inspect.PackageInspector;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.stage.submission.UpdateSubmission;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a home would know of a submission: all is well until a test spoils one thing. */
public final class TestExaminations {
  /** The certificate that the home's one publisher has. */
  public static final ContentDigest PUBLISHER = ContentDigest.of(new byte[] {1});

  /** The registered product, as its document says it. */
  public static final String PRODUCT_YAML =
      """
      apiVersion: updatecenter/v1
      kind: Product
      metadata: { name: TestKiosk }
      deviceModel:
        arch: arm
        edition: iot-core
        servicing: ltsc
        baseline: { os: "10.0.17763.1577", ocp: "10.0.0.0" }
        smbios:
          manufacturer: Contoso
          family: Kiosk
          productName: TestKiosk
          skuNumber: CK-01
          baseboardManufacturer: Arrow
          baseboardProduct: CK-BB-02
      rings: [ Preview, EarlyAdopter, GeneralAvailability ]
      """;

  private final UpdateSubmission submission;
  private Optional<String> productYaml = Optional.of(PRODUCT_YAML);
  private Optional<Policy> policy = Optional.empty();
  private Optional<PackageVersion> highest = Optional.empty();
  private List<X509Certificate> signing = List.of();
  private TrustAnchors anchors = new TrustAnchors(Set.of(), Set.of(), List.of());
  private SignatureVerdict ocp = signed(PUBLISHER);
  private SignatureVerdict packages = unsigned();
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");

  /** Looks at a submission. */
  public TestExaminations(UpdateSubmission submission) {
    this.submission = submission;
  }

  /** A whole signature by the owner of a certificate, with what else was noticed. */
  public static SignatureVerdict signed(ContentDigest certificate, Finding... findings) {
    return new SignatureVerdict(
        "cab",
        findings.length == 0 ? Verdict.VALID : Verdict.INVALID,
        Optional.empty(),
        Optional.of(new Signer("CN=TEST signer", certificate, List.of(), true)),
        Optional.empty(),
        List.of(findings));
  }

  /** No signature. */
  public static SignatureVerdict unsigned() {
    return new SignatureVerdict(
        "cab", Verdict.UNSIGNED, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }

  /** Registers another document, or none. */
  public TestExaminations product(Optional<String> yaml) {
    productYaml = yaml;
    return this;
  }

  /** Sets the policy. */
  public TestExaminations policy(Optional<Policy> value) {
    policy = value;
    return this;
  }

  /** Sets the highest version published so far. */
  public TestExaminations highest(String version) {
    highest = Optional.of(PackageVersion.parse(version));
    return this;
  }

  /** Sets who would sign, and whom to trust. */
  public TestExaminations signing(List<X509Certificate> chain, TrustAnchors trusted) {
    signing = List.copyOf(chain);
    anchors = trusted;
    return this;
  }

  /** Sets what is thought of the OEM custom package's signature. */
  public TestExaminations ocpSignature(SignatureVerdict verdict) {
    ocp = verdict;
    return this;
  }

  /** Sets what is thought of the packages' own signatures. */
  public TestExaminations packageSignatures(SignatureVerdict verdict) {
    packages = verdict;
    return this;
  }

  /** Sets the time. */
  public TestExaminations at(Instant instant) {
    now = instant;
    return this;
  }

  /** What rules may look at. */
  public Examination examination() throws IOException {
    AuthenticodeVerifier ofOcp = (file, verification) -> ocp;
    return new Examination(
        submission,
        validator().inspect(submission, Progress.NONE),
        productYaml.map(yaml -> RegisteredProduct.of(yaml, "", Instant.EPOCH)),
        policy,
        Set.of(PUBLISHER),
        highest,
        signing,
        ofOcp,
        anchors,
        now,
        CabinetLimits.DEFAULT);
  }

  /** Judges with these rules. */
  public SubmissionValidator validator(ValidationRule... rules) {
    SignatureVerdict ofPackages = packages;
    return new SubmissionValidator(
        List.of(rules),
        PackageInspector.ofOneFile(CabinetLimits.DEFAULT),
        (file, verification) -> ofPackages,
        VerificationPolicy.strict(anchors));
  }

  /** What one rule says. */
  public List<Finding> check(ValidationRule rule) throws IOException {
    List<Finding> findings = new ArrayList<>();
    rule.check(examination(), findings::add);
    return findings;
  }
}
