package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.ValidationWiring;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.authenticode.CertificatePolicy;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.validation.Policy;
import java.util.List;
import java.util.Optional;

/**
 * What {@code sign} is bound by: a product's policy, or the strictest of all.
 *
 * @param book whose audit chain and lease it takes
 * @param profile how serious it is
 * @param approvals that each file's digest needs before it is signed
 * @param whose a sentence on whose policy that is
 */
record SigningRules(
    ProductName book, CertificatePolicy.Profile profile, int approvals, String whose) {

  /**
   * The rules of a product.
   *
   * @throws UpdateCenterException exit 5 when it is not registered, exit 2 when it has no policy
   */
  static SigningRules of(Wiring wiring, ProductName product) {
    RegisteredProduct registered = Products.require(wiring, product);
    Policy policy = ValidationWiring.policy(registered).orElseThrow(() -> without(product));
    return strictest(product, List.of(policy), "The policy of " + product + " holds.");
  }

  /** The strictest of all that are registered. */
  static SigningRules of(Wiring wiring) {
    List<Policy> policies =
        wiring.models().list().stream()
            .map(ValidationWiring::policy)
            .flatMap(Optional::stream)
            .toList();
    String whose =
        policies.isEmpty()
            ? "No product is registered here: no product's policy holds, the profile is lab."
            : "No --product is named: the strictest of all registered policies holds.";
    return strictest(ProductName.HOME, policies, whose);
  }

  private static SigningRules strictest(ProductName book, List<Policy> policies, String whose) {
    boolean production =
        policies.stream().anyMatch(p -> p.profile() == Policy.Profile.PRODUCTION);
    return new SigningRules(
        book,
        production ? CertificatePolicy.Profile.PRODUCTION : CertificatePolicy.Profile.LAB,
        policies.stream().mapToInt(Policy::signingApprovals).max().orElse(0),
        whose);
  }

  private static UpdateCenterException without(ProductName product) {
    return UpdateCenterException.error("UC1051", ExitCode.USAGE, product + " has no policy")
        .why("policy.yaml says who may submit and which gates hold; without it nothing is signed")
        .fix("write a policy.yaml beside product.yaml and run 'ducctl product import' again")
        .state("nothing was signed")
        .build();
  }
}
