package dev.updatecenter.stage.validation.rules;

import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.submission.ReleaseManifest;
import dev.updatecenter.stage.submission.RingSettings;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.FlightPolicy;
import dev.updatecenter.stage.validation.Policy;
import dev.updatecenter.stage.validation.ValidationRule;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** UC1170: no ring of a release is looser than policy.yaml lets it be. */
public final class LeastOfPolicyRule implements ValidationRule {
  @Override
  public void check(Examination examination, Consumer<Finding> report) {
    Optional<List<RingName>> rings =
        examination.product().map(RegisteredProduct::model).map(m -> m.rings());
    examination
        .policy()
        .map(Policy::flights)
        .ifPresent(
            flights ->
                check(
                    flights, examination.submission().manifest(), rings.orElse(List.of()), report));
  }

  /**
   * Asks the same of a release whose rings alone changed.
   *
   * @param order the rings of its product
   */
  public static void check(
      FlightPolicy flights,
      ReleaseManifest manifest,
      List<RingName> order,
      Consumer<Finding> report) {
    for (RingSettings asked : manifest.rings()) {
      flights
          .loosenings(asked)
          .forEach(
              loosening ->
                  report.accept(looser(manifest, asked.ring(), "'s " + loosening.message())));
    }
    flights
        .goneRound(manifest.rings(), order)
        .forEach(
            ring ->
                report.accept(
                    looser(manifest, ring, " is left out, policy.yaml asks for its gate")));
  }

  private static Finding looser(ReleaseManifest manifest, RingName ring, String how) {
    return Finding.error("UC1170", ring.value(), ring + how)
        .at(manifest.placeOf(ring))
        .because("a release may be stricter than its policy, never looser")
        .fixedBy("write what the policy asks for, or have the policy changed with an approval");
  }
}
