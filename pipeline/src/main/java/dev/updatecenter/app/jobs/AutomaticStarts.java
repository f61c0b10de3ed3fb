package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightRequest;
import dev.updatecenter.stage.flighting.RingOrder;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.submission.RingSettings;
import dev.updatecenter.stage.validation.Closed;
import dev.updatecenter.stage.validation.FlightPolicy;
import java.util.List;
import java.util.Optional;

/**
 * A ring that passed sets off the next one, where release.yaml and the policy let it begin by
 * itself. Asked of every ring at each run, not of those that pass now: what it waited for may be
 * there meanwhile, and the run in which the ring passed may have been killed.
 */
final class AutomaticStarts {
  private final Wiring wiring;
  private final RegisteredProduct product;
  private final Lease lease;

  AutomaticStarts(Wiring wiring, RegisteredProduct product, Lease lease) {
    this.wiring = wiring;
    this.product = product;
    this.lease = lease;
  }

  /**
   * Starts what may start.
   *
   * @param flights of the product, as they are now
   * @param started gets the flights
   * @param waiting gets rings that could go on, and what they wait for
   */
  void begin(List<Flight> flights, List<Flight> started, List<String> waiting) {
    RingOrder order = new RingOrder(product.model().rings(), flights);
    for (RingName ring : order.rings()) {
      order.due(ring).flatMap(passed -> begin(passed, ring, waiting)).ifPresent(started::add);
    }
  }

  private Optional<Flight> begin(Flight passed, RingName next, List<String> waiting) {
    PublishedRelease release =
        wiring.releases().find(passed.product(), passed.version()).orElseThrow();
    Optional<RingSettings> settings =
        release.rings().stream().filter(r -> r.ring().equals(next)).findFirst();
    FlightPolicy policy = FlightCheck.policy(product);
    if (settings.isEmpty() || !policy.automatic(settings.get())) {
      settings.ifPresent(s -> waiting.add(next + " is started by hand: " + byHand(passed, next)));
      return Optional.empty();
    }
    // Asked before a job is begun, which would be another failed run of it each time.
    Optional<Closed> closed = policy.calendar().closed(next, wiring.clock().instant());
    if (closed.isPresent()) {
      waiting.add(next + " is closed until " + closed.get().until() + ", " + closed.get().why());
      return Optional.empty();
    }
    return start(FlightRequest.onward(passed, next, Optional.empty()), waiting);
  }

  /** By versions: 'promote' is about the newest flight, which this one need not be. */
  private static String byHand(Flight passed, RingName next) {
    return "'ducctl flight %s --ring %s%s%s'"
        .formatted(
            passed.product(),
            next,
            passed.facts().ocp().map(v -> " --ocp " + v).orElse(""),
            passed.facts().os().map(v -> " --os " + v).orElse(""));
  }

  private Optional<Flight> start(FlightRequest request, List<String> waiting) {
    try {
      return Optional.of(new Flighting(wiring).flight(request, Optional.empty(), lease).flight());
    } catch (RefusedException e) {
      e.findings().forEach(f -> waiting.add(request.ring() + ": " + f.message()));
      return Optional.empty();
    } catch (UpdateCenterException e) {
      if (e.exit() != ExitCode.APPROVAL) {
        throw e;
      }
      waiting.add(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
