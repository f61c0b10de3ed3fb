package dev.updatecenter.stage.flighting.rules;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.flighting.FlightCase;
import dev.updatecenter.stage.flighting.FlightRule;
import dev.updatecenter.stage.submission.RingSettings;
import dev.updatecenter.stage.validation.FlightPolicy;
import java.util.function.Consumer;

/**
 * UC6045: the release asks at least what policy.yaml asks of every release now, which may be more
 * than it did when the release was submitted.
 */
final class LeastGateRule implements FlightRule {
  @Override
  public void check(FlightCase flight, Consumer<Finding> report) {
    FlightPolicy policy = flight.context().policy();
    flight.settings().ifPresent(settings -> least(policy, settings, report));
  }

  private static void least(FlightPolicy policy, RingSettings settings, Consumer<Finding> report) {
    String ring = settings.ring().value();
    policy.loosenings(settings).stream()
        .map(
            looser ->
                Finding.error("UC6045", ring, "ring " + ring + ": " + looser.message())
                    .because("a release may be stricter than the policy, never looser")
                    .fixedBy("change '" + looser.key() + "' in release.yaml and submit it again"))
        .forEach(report);
  }
}
