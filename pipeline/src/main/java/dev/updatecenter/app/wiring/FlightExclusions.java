package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.devicemodel.DeviceModelRegistry;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.RunningState;
import dev.updatecenter.stage.offer.ReleaseReach;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.publishing.PublishedReleases;
import dev.updatecenter.stage.reporting.Exclusions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which devices flights do not reach, by the code that devices decide with. Reads models and
 * releases once: made anew for each command.
 */
final class FlightExclusions implements Exclusions {
  private final DeviceModelRegistry models;
  private final PublishedReleases releases;
  private final Map<ProductName, DeviceModel> knownModels = new HashMap<>();
  private final Map<ProductName, List<PublishedRelease>> knownReleases = new HashMap<>();

  FlightExclusions(DeviceModelRegistry models, PublishedReleases releases) {
    this.models = models;
    this.releases = releases;
  }

  @Override
  public synchronized Predicate<RunningState> of(Flight flight) {
    DeviceModel model =
        knownModels.computeIfAbsent(flight.product(), p -> models.find(p).orElseThrow().model());
    ContentDigest submission = flight.facts().submission();
    PublishedRelease release = release(flight, submission);
    ReleaseReach reach = new ReleaseReach(model, flight, release);
    return reach::excludes;
  }

  private PublishedRelease release(Flight flight, ContentDigest submission) {
    return knownReleases.computeIfAbsent(flight.product(), releases::list).stream()
        .filter(r -> r.version().equals(flight.version()) && r.submission().equals(submission))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no published release for " + flight));
  }
}
