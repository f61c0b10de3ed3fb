package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.authenticode.CertificatePolicy.Profile;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.format.inspect.PackageInspector;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.submission.UpdateSubmission;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.InspectedPackage;
import dev.updatecenter.stage.validation.Policy;
import dev.updatecenter.stage.validation.PolicyDocument;
import dev.updatecenter.stage.validation.PublisherRegistry;
import dev.updatecenter.stage.validation.SubmissionValidator;
import dev.updatecenter.stage.validation.ValidationRule;
import dev.updatecenter.stage.validation.rules.AppPlatformRule;
import dev.updatecenter.stage.validation.rules.DriverTargetRule;
import dev.updatecenter.stage.validation.rules.IdentityAgreementRule;
import dev.updatecenter.stage.validation.rules.InnerCatalogRule;
import dev.updatecenter.stage.validation.rules.KeptSignatureRule;
import dev.updatecenter.stage.validation.rules.KernelCodeRule;
import dev.updatecenter.stage.validation.rules.LeastOfPolicyRule;
import dev.updatecenter.stage.validation.rules.ModelRegisteredRule;
import dev.updatecenter.stage.validation.rules.MsixPublisherRule;
import dev.updatecenter.stage.validation.rules.OcpCompleteRule;
import dev.updatecenter.stage.validation.rules.OcpMemberIdentityRule;
import dev.updatecenter.stage.validation.rules.OcpTargetRule;
import dev.updatecenter.stage.validation.rules.OcpVersionRule;
import dev.updatecenter.stage.validation.rules.PackageTargetRule;
import dev.updatecenter.stage.validation.rules.PayloadKeyRule;
import dev.updatecenter.stage.validation.rules.PublishableNameRule;
import dev.updatecenter.stage.validation.rules.RingsOfProductRule;
import dev.updatecenter.stage.validation.rules.SigningCertificateRule;
import dev.updatecenter.stage.validation.rules.SubmitterSignatureRule;
import dev.updatecenter.stage.validation.rules.VersionRisesRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What validation runs, and what it may look at. */
public final class ValidationWiring {
  private static final List<ValidationRule> RULES =
      List.of(
          new ModelRegisteredRule(),
          new IdentityAgreementRule(),
          new VersionRisesRule(),
          new PublishableNameRule(),
          new OcpCompleteRule(),
          new OcpMemberIdentityRule(),
          new OcpVersionRule(),
          new OcpTargetRule(),
          new PackageTargetRule(),
          new AppPlatformRule(),
          new DriverTargetRule(),
          new PayloadKeyRule(),
          new KernelCodeRule(),
          new RingsOfProductRule(),
          new LeastOfPolicyRule(),
          new SubmitterSignatureRule(),
          new KeptSignatureRule(),
          new InnerCatalogRule(),
          new SigningCertificateRule(),
          new MsixPublisherRule());

  private final Wiring wiring;

  ValidationWiring(Wiring wiring) {
    this.wiring = wiring;
  }

  /** Every rule over a whole submission, in the order they run. */
  public static List<ValidationRule> rules() {
    return RULES;
  }

  /** Those that judge the plan of a release, whatever its content is. */
  public static List<ValidationRule> planRules() {
    return RULES.stream()
        .filter(rule -> rule instanceof RingsOfProductRule || rule instanceof LeastOfPolicyRule)
        .toList();
  }

  /** Runs every rule over a product's submissions. */
  public SubmissionValidator validator(ProductName name) {
    return validator(wiring.trust().anchors(profile(wiring.models().find(name))));
  }

  /** Runs every rule without a database, and asks nobody. */
  public SubmissionValidator offlineValidator() {
    return validator(wiring.trust().offline());
  }

  private SubmissionValidator validator(TrustAnchors anchors) {
    return new SubmissionValidator(
        RULES,
        PackageInspector.ofOneFile(wiring.configuration().cabinetLimits()).asOf(wiring.clock()),
        wiring.verifier(),
        Trust.kept(anchors));
  }

  /**
   * Everything that the home knows about a submission. Where the product is not registered it is
   * judged by the documents beside the release, so that one report says all there is to mend.
   *
   * @param signing the chain that would sign; empty on a host that does not ask for the key
   */
  public Examination examination(
      UpdateSubmission submission, List<InspectedPackage> packages, List<X509Certificate> signing)
      throws IOException {
    ProductName name = submission.product();
    Optional<RegisteredProduct> registered = wiring.models().find(name);
    Optional<RegisteredProduct> product =
        registered.isPresent() ? registered : described(submission);
    Optional<Policy> policy = product.flatMap(ValidationWiring::policy);
    return new Examination(
        submission,
        packages,
        product,
        policy,
        publishers(name, policy),
        wiring.releases().highest(name),
        signing,
        Optional.of(wiring.custody()),
        wiring.verifier(),
        wiring.trust().anchors(policy.map(Policy::certificates).orElse(Profile.LAB)),
        wiring.clock().instant(),
        registered.isPresent(),
        wiring.configuration().cabinetLimits());
  }

  private Optional<RegisteredProduct> described(UpdateSubmission submission) throws IOException {
    Path release = Path.of(submission.manifest().source().file());
    ReleaseWorkspace workspace = ReleaseWorkspace.of(release, submission.product());
    Optional<Path> product = workspace.productYaml();
    if (product.isEmpty()) {
      return Optional.empty();
    }
    Optional<Path> policy = workspace.policyYaml();
    try {
      return Optional.of(
          RegisteredProduct.of(
              Files.readString(product.get()),
              policy.isPresent() ? Files.readString(policy.get()) : "",
              wiring.clock().instant()));
    } catch (UpdateCenterException e) {
      // It is refused for not being registered; 'product import' says what is wrong with it.
      return Optional.empty();
    }
  }

  /** The policy of a registered product; empty when it has none or it cannot be read. */
  public static Optional<Policy> policy(RegisteredProduct product) {
    byte[] yaml = product.policyYaml().getBytes(StandardCharsets.UTF_8);
    return yaml.length == 0 ? Optional.empty() : PolicyDocument.read(yaml, "policy.yaml").policy();
  }

  /** How strictly certificates are judged for a product: as its policy says, else as in a lab. */
  public static Profile profile(Optional<RegisteredProduct> product) {
    return product.flatMap(ValidationWiring::policy).map(Policy::certificates).orElse(Profile.LAB);
  }

  /** Certificates of the submitters of a product; none of one that is not registered. */
  public Set<ContentDigest> publishers(ProductName name) {
    return publishers(name, wiring.models().find(name).flatMap(ValidationWiring::policy));
  }

  /** Those of the policy and those registered since, without the retired. */
  private Set<ContentDigest> publishers(ProductName name, Optional<Policy> policy) {
    Set<ContentDigest> publishers = new HashSet<>();
    policy.ifPresent(p -> publishers.addAll(p.submitters().values()));
    for (PublisherRegistry.Publisher publisher : wiring.publishers().list(name)) {
      if (publisher.retiredAt().isEmpty()) {
        publishers.add(publisher.sha256());
      } else {
        publishers.remove(publisher.sha256());
      }
    }
    return publishers;
  }
}
