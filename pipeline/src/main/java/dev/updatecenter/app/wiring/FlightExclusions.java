package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.devicemodel.DeviceModelRegistry;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.RunningState;
import dev.updatecenter.stage.offer.ReleaseReach;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.publishing.PublishedReleases;
import dev.updatecenter.stage.reporting.Exclusions;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which devices flights do not reach, by the code that devices decide with. Reads models once, made
 * anew for each command; and of releases those that are asked for, since each is a document to
 * parse and a product may have had hundreds.
 */
final class FlightExclusions implements Exclusions {
  private final DeviceModelRegistry models;
  private final PublishedReleases releases;
  private final Map<ProductName, DeviceModel> knownModels = new HashMap<>();

  FlightExclusions(DeviceModelRegistry models, PublishedReleases releases) {
    this.models = models;
    this.releases = releases;
  }

  @Override
  public synchronized Predicate<RunningState> of(Flight flight) {
    DeviceModel model =
        knownModels.computeIfAbsent(flight.product(), p -> models.find(p).orElseThrow().model());
    ReleaseReach reach = new ReleaseReach(model, flight, release(flight));
    return reach::excludes;
  }

  private PublishedRelease release(Flight flight) {
    return releases
        .find(flight.product(), flight.version())
        .filter(r -> r.submission().equals(flight.facts().submission()))
        .orElseThrow(() -> new IllegalStateException("no published release for " + flight));
  }
}
