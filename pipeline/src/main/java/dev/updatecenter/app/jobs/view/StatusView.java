package dev.updatecenter.app.jobs.view;

import dev.updatecenter.app.api.FindingJson;
import dev.updatecenter.app.api.FlightJson;
import dev.updatecenter.app.api.GateJson;
import dev.updatecenter.app.api.HealthJson;
import dev.updatecenter.app.api.ReleaseJson;
import dev.updatecenter.app.api.StatusJson;
import dev.updatecenter.app.jobs.Subscriptions;
import dev.updatecenter.app.jobs.WaitingApprovals;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.AdvanceRun;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightState;
import dev.updatecenter.stage.flighting.GateDecision;
import dev.updatecenter.stage.flighting.OverdueHold;
import dev.updatecenter.stage.flighting.PromotionGate;
import dev.updatecenter.stage.flighting.RingHealth;
import dev.updatecenter.stage.flighting.subscription.SubscriptionCover;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.validation.approval.ApprovalRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One product as people see it at one moment. Reads only. */
public final class StatusView {
  private final Wiring wiring;
  private final RegisteredProduct product;
  private final ProductName name;
  private final List<Flight> flights;
  private final PromotionGate gate;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();

  private StatusView(Wiring wiring, RegisteredProduct product) {
    this.wiring = wiring;
    this.product = product;
    this.name = product.model().product();
    this.flights = wiring.flights().list(name);
    this.gate = wiring.gate(product);
    this.now = wiring.clock().instant();
  }

  /** Looks at a product. */
  public static StatusJson.ProductJson of(Wiring wiring, RegisteredProduct product) {
    return new StatusView(wiring, product).look();
  }

  private StatusJson.ProductJson look() {
    List<PublishedRelease> releases = wiring.releases().list(name);
    WaitingApprovals approvals = new WaitingApprovals(wiring);
    List<ApprovalRequest> waiting = approvals.all(name);
    SubscriptionCover cover = Subscriptions.cover(wiring, product);
    findings.addAll(cover.standing());
    Optional<AdvanceRun> last = wiring.advanceRuns().last(name);
    if (flights.stream().anyMatch(f -> f.state() == FlightState.ACTIVE)) {
      AdvanceLag.check(name, last, now).ifPresent(findings::add);
    }
    List<StatusJson.RingJson> rings = product.model().rings().stream().map(this::ring).toList();
    return new StatusJson.ProductJson(
        name.value(),
        releases.stream().map(ReleaseJson::of).toList(),
        waiting.stream()
            .map(r -> StatusJson.WaitingJson.of(r, approvals.bound(r.subject())))
            .toList(),
        rings,
        last.map(run -> run.endedAt().toString()).orElse(null),
        FindingJson.of(findings),
        new NextSteps(product, releases, flights)
            .subscribed(cover)
            .list(waiting.stream().map(r -> r.subject().digest()).toList(), rings));
  }

  private StatusJson.RingJson ring(RingName ring) {
    return new StatusJson.RingJson(
        ring.value(),
        wiring.reports().enrolledCount(name, ring),
        flights.stream().filter(f -> f.ring().equals(ring)).map(this::flight).toList(),
        FindingJson.of(new HandOver(wiring, product, flights).against(ring)));
  }

  private StatusJson.RingFlightJson flight(Flight flight) {
    RingHealth health = wiring.health().health(flight, now);
    GateDecision decision = gate.decide(flight, health, now);
    OverdueHold.check(flight, decision, flights, now).ifPresent(findings::add);
    return new StatusJson.RingFlightJson(
        FlightJson.of(flight), HealthJson.of(health), GateJson.of(decision));
  }
}
