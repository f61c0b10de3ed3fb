package dev.updatecenter.stage.flighting.rules;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.FlightCase;
import dev.updatecenter.stage.flighting.FlightRule;
import dev.updatecenter.stage.submission.RingSettings;
import dev.updatecenter.stage.validation.FlightPolicy;
import java.util.List;
import java.util.function.Consumer;

/**
 * UC1170, asked again: the release asks at least what policy.yaml asks of every release now, which
 * may be more than it did when the release was submitted.
 */
final class LeastGateRule implements FlightRule {
  @Override
  public void check(FlightCase flight, Consumer<Finding> report) {
    FlightPolicy policy = flight.context().policy();
    flight
        .settings()
        .map(policy::loosenings)
        .ifPresent(all -> all.forEach(l -> report.accept(looser(flight, "'s " + l.message()))));
    List<RingName> order = flight.model().rings();
    int here = order.indexOf(flight.ring().name());
    List<RingSettings> asked =
        flight.release().rings().stream().filter(s -> order.indexOf(s.ring()) <= here).toList();
    policy
        .goneRound(asked, order)
        .forEach(ring -> report.accept(looser(flight, " is reached without the gate of " + ring)));
  }

  private static Finding looser(FlightCase flight, String how) {
    String ring = flight.ring().name().value();
    return Finding.error("UC1170", ring, ring + how)
        .because("a release may be stricter than its policy, never looser")
        .fixedBy("write what the policy asks for into release.yaml and submit it again");
  }
}
