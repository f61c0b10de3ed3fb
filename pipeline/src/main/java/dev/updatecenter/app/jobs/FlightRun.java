package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightRequest;
import dev.updatecenter.stage.flighting.HaltRules;
import dev.updatecenter.stage.publishing.PublishedRelease;
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

  /** What this run found; nothing when an earlier one validated. */
  List<Finding> findings() {
    return findings;
  }

  /** Starts the flight, unless it was started before the process was killed; makes it live. */
  void target() {
    PublishedRelease release = release().orElseThrow();
    if (wiring.flights().find(request).isEmpty()) {
      wiring.publishing().offers(product()).requireNamed(release);
      AuditedAct.of(wiring.audit(), "start-flight", name(), facts(), () -> start(release));
    }
    Live.publish(wiring, product(), false, lease);
  }

  private Flight start(PublishedRelease release) {
    return wiring.flights().start(request, release, HaltRules.of(wiring.releases().plan(release)));
  }

  private Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("ring", request.ring().value());
    facts.put("version", request.version().toString());
    request.os().ifPresent(os -> facts.put("os", os.toString()));
    request.ocp().ifPresent(ocp -> facts.put("ocp", ocp.toString()));
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
