package dev.updatecenter.stage.flighting.rules;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightCase;
import dev.updatecenter.stage.flighting.FlightRequest;
import dev.updatecenter.stage.flighting.FlightRing;
import dev.updatecenter.stage.flighting.FlightRule;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * UC6003: the ring before has passed with the same versions of the same release, or is skipped with
 * a reason where policy.yaml lets it.
 */
final class RingOrderRule implements FlightRule {
  @Override
  public void check(FlightCase flight, Consumer<Finding> report) {
    flight
        .context()
        .before(flight.ring())
        .filter(before -> !before.passed(flight.request()))
        .map(before -> notPassed(flight, before))
        .ifPresent(report);
  }

  private static Finding notPassed(FlightCase flight, FlightRing before) {
    FlightRequest request = flight.request();
    String version = request.version().toString();
    String message =
        "its flight in " + before.name() + ", the ring before, " + state(request, before);
    Optional<String> reason = request.skipReason().filter(r -> !r.isBlank());
    boolean allowed = flight.context().policy().skipRing();
    if (reason.isPresent() && allowed) {
      return Finding.warning("UC6003", version, message)
          .because("skipped: " + reason.get())
          .fixedBy("watch " + flight.ring().name() + ": nobody has run these versions before");
    }
    return Finding.error("UC6003", version, message)
        .because("a release reaches more devices only after fewer have passed with it")
        .fixedBy(
            reason.isPresent()
                ? "policy.yaml allows no '--skip-ring': let the ring pass first"
                : way(request, before));
  }

  private static String way(FlightRequest request, FlightRing before) {
    return before.find(request.version()).isEmpty()
        ? "flight it to " + before.name() + " first"
        : "let " + before.name() + " pass first; 'ducctl advance' moves it";
  }

  private static String state(FlightRequest request, FlightRing before) {
    Optional<Flight> there = before.find(request.version());
    if (there.isEmpty()) {
      return "never began";
    }
    if (!request.isFor(there.get())) {
      return "moves devices to other versions than " + request.targets() + ": " + there.get();
    }
    return "is " + there.get().state().wireName();
  }
}
