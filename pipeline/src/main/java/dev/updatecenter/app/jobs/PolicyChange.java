package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.ValidationWiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.validation.Policy;
import java.nio.charset.StandardCharsets;

/** A production policy, and whom it lets submit, changes with an approval only. */
public final class PolicyChange {
  private PolicyChange() {}

  /**
   * Asks whether a policy may take the place of the registered one.
   *
   * @throws UpdateCenterException exit 9 when that takes an approval
   */
  static void check(RegisteredProduct before, String policyYaml) {
    if (production(before) && !before.policyYaml().equals(policyYaml)) {
      byte[] bytes = policyYaml.getBytes(StandardCharsets.UTF_8);
      throw refused(before.model().product(), ContentDigest.of(bytes).hex());
    }
  }

  /**
   * Asks whether a submitter's certificate may be registered or retired.
   *
   * @throws UpdateCenterException exit 9 when that takes an approval
   */
  public static void checkPublisher(RegisteredProduct product, ContentDigest certificate) {
    if (production(product)) {
      throw refused(product.model().product(), certificate.hex());
    }
  }

  private static boolean production(RegisteredProduct product) {
    return ValidationWiring.policy(product)
        .filter(p -> p.profile() == Policy.Profile.PRODUCTION)
        .isPresent();
  }

  private static UpdateCenterException refused(ProductName product, String digest) {
    return UpdateCenterException.error(
            "UC1018", ExitCode.APPROVAL, "the policy of " + product + " would change")
        .where(digest)
        .why("a production policy changes with an approval only")
        .fix(
            "keep the registered policy: this version of the program takes no approvals of policies yet")
        .state("nothing was changed")
        .build();
  }
}
