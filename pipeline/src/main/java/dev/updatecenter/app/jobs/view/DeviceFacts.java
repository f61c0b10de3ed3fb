package dev.updatecenter.app.jobs.view;

import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.offer.DeviceState;
import dev.updatecenter.stage.offer.HaltMemory;
import dev.updatecenter.stage.offer.OfferPackage;
import dev.updatecenter.stage.offer.PackageName;
import dev.updatecenter.stage.publishing.PublishedPackage;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.reporting.DeviceVote;
import dev.updatecenter.stage.reporting.EnrolledDevice;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a home knows of a device at an instant.
 *
 * @param device the device
 * @param ring the ring that it was in then
 * @param os the OS version it ran, or is taken to have run
 * @param ocp the OEM custom package version likewise
 * @param release the highest release that it had said to have installed, if any
 * @param source where {@code os} and {@code ocp} come from
 * @param reportedAt when it last had said anything about itself, if it had
 * @param votes what it had said about releases
 */
public record DeviceFacts(
    EnrolledDevice device,
    RingName ring,
    PackageVersion os,
    PackageVersion ocp,
    Optional<PackageVersion> release,
    Source source,
    Optional<Instant> reportedAt,
    List<DeviceVote> votes) {
  /** Copies. */
  public DeviceFacts {
    votes = List.copyOf(votes);
  }

  /** Where a device's versions are known from. */
  public enum Source {
    /** Its latest report. */
    REPORTED("reported"),
    /** What it had installed by then; it reported other versions since. */
    EARLIER_REPORTS("earlierReports"),
    /** It had never reported: what images of the model begin with. */
    BASELINE("baseline");

    private final String wireName;

    Source(String wireName) {
      this.wireName = wireName;
    }

    /** The name in JSON. */
    public String wireName() {
      return wireName;
    }
  }

  /** What the device said about a release in the ring, if it did. */
  public Optional<DeviceVote> vote(PackageVersion version) {
    return votes.stream()
        .filter(v -> v.release().equals(version) && v.ring().equals(ring))
        .findFirst();
  }

  /**
   * The state that offers ask for. A release that it has installed is there with all its packages.
   *
   * @param releases all that were published
   * @param halts those that it may have seen
   */
  DeviceState state(
      DeviceModel model, List<PublishedRelease> releases, Instant at, HaltMemory halts) {
    Map<PackageName, PackageVersion> installed = new HashMap<>();
    for (PublishedRelease each : releases) {
      boolean has =
          votes.stream().anyMatch(v -> v.release().equals(each.version()) && v.succeededBy(at));
      if (has) {
        each.packages().forEach(p -> keepHigher(installed, p));
      }
    }
    return new DeviceState(
        device.device(),
        model.product(),
        ring,
        new TreeMap<>(Map.of(model.target().number(), model.target().id())),
        model.target().baseboardProduct(),
        os,
        ocp,
        release,
        installed,
        halts);
  }

  private static void keepHigher(
      Map<PackageName, PackageVersion> installed, PublishedPackage published) {
    OfferPackage p = OfferPackage.of(published);
    installed.merge(p.name(), p.version(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
  }
}
