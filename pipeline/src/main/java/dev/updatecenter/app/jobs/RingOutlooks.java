package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightRequest;
import dev.updatecenter.stage.flighting.Rollout;
import dev.updatecenter.stage.offer.OfferBuilder;
import dev.updatecenter.stage.offer.OfferRelease;
import dev.updatecenter.stage.offer.RingOffers;
import dev.updatecenter.stage.planning.outlook.EnrolledStates;
import dev.updatecenter.stage.planning.outlook.LeftBehind;
import dev.updatecenter.stage.planning.outlook.PlanMatrix;
import dev.updatecenter.stage.planning.outlook.ReportedDevices;
import dev.updatecenter.stage.planning.outlook.RingOutlook;
import dev.updatecenter.stage.planning.outlook.RingSight;
import dev.updatecenter.stage.planning.outlook.RingStates;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.submission.RingSettings;
import java.util.List;
import java.util.Optional;

/**
 * Looks ahead for the rings of one product, by what a home has on record at one moment. Reads the
 * database alone: it works without the store, and before anything is published.
 */
final class RingOutlooks {
  private final Wiring wiring;
  private final DeviceModel model;
  private final List<PublishedRelease> releases;
  private final List<Flight> flights;
  private final Rollout rollout;

  RingOutlooks(Wiring wiring, RegisteredProduct product) {
    this.wiring = wiring;
    this.model = product.model();
    this.releases = wiring.releases().list(model.product());
    this.flights = wiring.flights().list(model.product());
    this.rollout = wiring.flights().rollout(model.product());
  }

  /** What a release would change in a ring. */
  RingOutlook of(OfferRelease release, RingSettings settings) {
    RingName ring = settings.ring();
    return RingOutlook.of(sight(ring), release, settings, devices(ring), states(ring));
  }

  /** Devices that a flight would leave without a way to the newest release of their ring. */
  List<Finding> leftBehind(FlightRequest request) {
    RingName ring = request.ring();
    return entry(request)
        .map(
            entry ->
                LeftBehind.findings(
                    ring, new PlanMatrix(sight(ring), entry, devices(ring)), states(ring)))
        .orElse(List.of());
  }

  /** What the offer of a ring would say of a flight; empty for one that moves nothing. */
  Optional<OfferRelease> entry(FlightRequest request) {
    int resumed = rollout.find(request.ring(), request.version()).map(r -> r.resumed()).orElse(0);
    return releases.stream()
        .filter(r -> r.version().equals(request.version()))
        .findFirst()
        .flatMap(release -> entry(request, release, resumed));
  }

  private static Optional<OfferRelease> entry(
      FlightRequest request, PublishedRelease release, int resumed) {
    try {
      return Optional.of(OfferBuilder.entry(release, request.os(), request.ocp(), resumed));
    } catch (IllegalArgumentException movesNothing) {
      return Optional.empty();
    }
  }

  private RingSight sight(RingName ring) {
    return RingSight.of(
        new RingOffers(model, flights, releases).fresh(ring), rollout.releases(ring));
  }

  private ReportedDevices devices(RingName ring) {
    return new ReportedDevices(model, ring, releases);
  }

  private RingStates states(RingName ring) {
    return new EnrolledStates(wiring.reports(), model.product(), ring);
  }
}
