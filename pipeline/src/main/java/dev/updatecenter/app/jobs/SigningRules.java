package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.ValidationWiring;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.authenticode.CertificatePolicy;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.validation.Policy;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What {@code sign} is bound by: a product's policy, or the strictest of all.
 *
 * @param book whose audit chain and lease it takes
 * @param profile how serious it is
 * @param approvers whose people have to approve each file; empty where nobody has to be asked
 * @param whose a sentence on whose policy that is
 */
record SigningRules(
    ProductName book,
    CertificatePolicy.Profile profile,
    Optional<Approvers> approvers,
    String whose) {
  /** A product, the people of whose policy are asked. */
  record Approvers(ProductName product, Policy policy) {
    int needed() {
      return SigningApprovals.neededForFile(policy);
    }
  }

  /**
   * The rules of a product.
   *
   * @throws UpdateCenterException exit 5 when it is not registered, exit 2 when it has no policy
   */
  static SigningRules of(Wiring wiring, ProductName product) {
    RegisteredProduct registered = Products.require(wiring, product);
    Policy policy = ValidationWiring.policy(registered).orElseThrow(() -> without(product));
    return strictest(
        product, List.of(new Approvers(product, policy)), "The policy of " + product + " holds.");
  }

  /** The strictest of all that are registered. */
  static SigningRules of(Wiring wiring) {
    List<Approvers> policies =
        wiring.models().list().stream()
            .flatMap(
                product ->
                    ValidationWiring.policy(product)
                        .map(policy -> new Approvers(product.model().product(), policy))
                        .stream())
            .toList();
    String whose =
        policies.isEmpty()
            ? "No product is registered here: no product's policy holds, the profile is lab."
            : "No --product is named: the strictest of all registered policies holds.";
    return strictest(ProductName.HOME, policies, whose);
  }

  private static SigningRules strictest(ProductName book, List<Approvers> all, String whose) {
    boolean production =
        all.stream().anyMatch(a -> a.policy().profile() == Policy.Profile.PRODUCTION);
    return new SigningRules(
        book,
        production ? CertificatePolicy.Profile.PRODUCTION : CertificatePolicy.Profile.LAB,
        all.stream()
            .filter(a -> a.needed() > 0)
            .max(Comparator.comparingInt(Approvers::needed).thenComparing(Approvers::product)),
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
