package dev.updatecenter.app.jobs.view;

import dev.updatecenter.app.jobs.FlightCheck;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.EarliestPass;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightSettings;
import dev.updatecenter.stage.flighting.FlightState;
import dev.updatecenter.stage.flighting.HaltRules;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.submission.RingSettings;
import dev.updatecenter.stage.validation.FlightPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What lies between a flight and the ring that somebody waits for. */
final class RemainingWay {
  private final Wiring wiring;
  private final RegisteredProduct product;
  private final Awaited awaited;
  private final FlightPolicy policy;
  private final EarliestPass earliest;
  private final Instant now;

  RemainingWay(Wiring wiring, RegisteredProduct product, Awaited awaited) {
    this.wiring = wiring;
    this.product = product;
    this.awaited = awaited;
    this.policy = FlightCheck.policy(product);
    this.earliest = new EarliestPass(policy.calendar());
    this.now = wiring.clock().instant();
  }

  /**
   * Before when the end is not reached.
   *
   * @param flight the flight furthest on the way
   * @param behind the rings behind the flight's, up to the one that is waited for
   */
  Instant earliest(Flight flight, List<RingName> behind) {
    boolean isStart = awaited.goal() == Awaited.Goal.ACTIVE;
    if (behind.isEmpty() && isStart) {
      return now; // paused: a person alone decides
    }
    Instant time = earliest.of(flight, now);
    for (RingName ring : behind) {
      time = earliest.start(ring, time);
      if (!isStart || !ring.equals(awaited.ring())) {
        time = earliest.ofStart(settings(ring), time);
      }
    }
    return time;
  }

  /** What is missing, a sentence each. */
  List<String> missing(Flight flight, List<RingName> behind) {
    List<String> missing = new ArrayList<>();
    if (flight.state() == FlightState.PAUSED) {
      String reason = flight.standing().reason();
      missing.add(flight.ring() + " is paused" + (reason.isEmpty() ? "" : ": " + reason));
    }
    new GateWords(wiring, product)
        .gate(flight.ring(), flight.version())
        .forEach(word -> missing.add(flight.ring() + ": " + word));
    List<Flight> flights = wiring.flights().list(awaited.product());
    for (RingName ring : behind) {
      new HandOver(wiring, product, flights)
          .against(ring)
          .forEach(f -> missing.add(ring + " cannot begin: " + f.message()));
      FlightSettings settings = settings(ring);
      if (!policy.automatic(settings.ring())) {
        missing.add(ring + " is started by hand: 'ducctl promote'");
      }
      int approvals = policy.approvals(settings.ring());
      if (approvals > 0) {
        missing.add(ring + " needs " + approvals + (approvals == 1 ? " approval" : " approvals"));
      }
    }
    return missing;
  }

  private FlightSettings settings(RingName ring) {
    PublishedRelease release =
        wiring.releases().find(awaited.product(), awaited.release()).orElseThrow();
    Optional<RingSettings> settings =
        release.rings().stream().filter(r -> r.ring().equals(ring)).findFirst();
    return new FlightSettings(
        settings.orElseThrow(() -> noPlan(ring)), HaltRules.of(wiring.releases().plan(release)));
  }

  private UpdateCenterException noPlan(RingName ring) {
    return UpdateCenterException.error(
            "UC6089", ExitCode.NOT_FOUND, awaited.release() + " never comes to " + awaited.ring())
        .where(awaited.product() + " " + ring)
        .why("the release's plan says nothing of " + ring)
        .fix("wait for a ring that it names, or submit its release.yaml with that ring")
        .state("nothing was changed")
        .build();
  }
}
