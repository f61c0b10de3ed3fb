package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightRequest;
import dev.updatecenter.stage.flighting.Flights;
import dev.updatecenter.stage.flighting.HaltRules;
import dev.updatecenter.stage.planning.FlightPlan;
import dev.updatecenter.stage.planning.PlanLedger;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.publishing.RepositoryRoles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One run of the flight job: what its steps share. */
final class FlightRun {
  private final Wiring wiring;
  private final Lease lease;
  private final FlightRequest request;
  private List<Finding> findings = List.of();

  FlightRun(Wiring wiring, Lease lease, FlightRequest request) {
    this.wiring = wiring;
    this.lease = lease;
    this.request = request;
  }

  Wiring wiring() {
    return wiring;
  }

  FlightRequest request() {
    return request;
  }

  ProductName name() {
    return request.product();
  }

  /** All that stands against the flight; nothing does once it is on record. */
  List<Finding> validate() {
    findings =
        wiring.flights().find(request).isPresent()
            ? List.of()
            : new FlightCheck(wiring).findings(product(), request);
    return findings;
  }

  /**
   * Refuses what is not allowed.
   *
   * @throws RefusedException with all that stands against it, when something does
   */
  void requireValid() {
    if (validate().stream().anyMatch(f -> f.severity() == Severity.ERROR)) {
      throw new RefusedException(
          "the flight of " + request.version() + " to " + request.ring(), findings);
    }
  }

  /**
   * Asks people, before the flight is on record; about nothing that is refused anyhow.
   *
   * @param meant the plan that is meant; empty for whatever it is
   */
  void requireApproved(Optional<ExpectedPlan> meant) {
    release().ifPresent(r -> meant.ifPresent(m -> m.require(plan(r), wiring.plans())));
    requireValid();
    PublishedRelease release = release().orElseThrow();
    new FlightApproval(wiring, product()).require(plan(release), release);
  }

  private FlightPlan plan(PublishedRelease release) {
    return new Plans(wiring).of(request, release);
  }

  /** What this run found; nothing when an earlier one validated. */
  List<Finding> findings() {
    return findings;
  }

  /** Starts the flight, unless it was started before the process was killed; makes it live. */
  void target() {
    PublishedRelease release = release().orElseThrow();
    if (wiring.flights().find(request).isEmpty()) {
      wiring.publishing().offers(product()).requireNamed(release);
      FlightPlan plan = plan(release);
      requireSignatures(release, plan);
      AuditedAct.of(wiring.audit(), "start-flight", name(), facts(plan), () -> start(release));
    }
    Live.publish(wiring, product(), false, lease);
  }

  /**
   * Where other people sign for the ring, they do before the flight is on record: their signatures
   * may be its approvals. Those that were asked for another plan are not taken, whatever they are
   * over.
   */
  private void requireSignatures(PublishedRelease release, FlightPlan plan) {
    Flights flights = wiring.flights();
    Flight proposed =
        flights.proposed(request, release, HaltRules.of(wiring.releases().plan(release)));
    List<Flight> all = new ArrayList<>(flights.list(name()));
    all.add(proposed);
    RoleName role = RepositoryRoles.ring(request.ring());
    PlanLedger plans = wiring.plans();
    if (!plans.signing(name(), request.ring()).equals(Optional.of(plan.digest()))) {
      wiring.publishing().metadata(product()).ceremonies().forget(role);
      plans.signing(name(), request.ring(), plan.digest());
    }
    wiring
        .publishing()
        .offers(product())
        .requireSignatures(
            product().model(),
            all,
            wiring.releases().list(name()),
            flights.rollout(name()).with(proposed),
            lease);
  }

  private Flight start(PublishedRelease release) {
    return wiring.flights().start(request, release, HaltRules.of(wiring.releases().plan(release)));
  }

  private Map<String, String> facts(FlightPlan plan) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("ring", request.ring().value());
    facts.put("version", request.version().toString());
    request.os().ifPresent(os -> facts.put("os", os.toString()));
    request.ocp().ifPresent(ocp -> facts.put("ocp", ocp.toString()));
    facts.put("plan", plan.digest().hex());
    facts.put("policy", plan.policy().hex());
    request.skipReason().ifPresent(reason -> facts.put("skipReason", reason));
    return facts;
  }

  RegisteredProduct product() {
    return wiring.models().find(name()).orElseThrow();
  }

  private Optional<PublishedRelease> release() {
    return wiring.releases().find(name(), request.version());
  }
}
