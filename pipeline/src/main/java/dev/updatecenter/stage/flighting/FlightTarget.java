package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.publishing.PublishedRelease;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a flight moves a ring to: a release, and as much of it as was asked for. Whether that much
 * can be flighted is {@link FlightValidator}'s to say.
 *
 * @param release the release whose packages, or whose place in the offer, it takes
 * @param os the OS version to reach; may be another release's; empty leaves the OS alone
 * @param ocp the OEM custom package version to reach; empty leaves it alone
 */
public record FlightTarget(
    PublishedRelease release, Optional<PackageVersion> os, Optional<PackageVersion> ocp) {
  /** All that a release moves. */
  public static FlightTarget whole(PublishedRelease release) {
    return new FlightTarget(release, release.os(), release.ocp());
  }

  /**
   * Finds what has the versions that somebody names: with none of them the newest release, whole;
   * with an OEM custom package version its release, and the OS only if that is named too, of
   * whichever release; with an OS version alone the newest release that names it, one without an
   * OEM custom package first, for nothing of it is left behind.
   *
   * @param releases the published releases of a product, in any order
   * @return empty when no release has such versions
   */
  public static Optional<FlightTarget> find(
      List<PublishedRelease> releases, Optional<PackageVersion> os, Optional<PackageVersion> ocp) {
    Comparator<PublishedRelease> newest = Comparator.comparing(PublishedRelease::version);
    if (ocp.isPresent()) {
      boolean known = os.isEmpty() || releases.stream().anyMatch(r -> r.os().equals(os));
      return releases.stream()
          .filter(r -> known && r.ocp().equals(ocp))
          .max(newest)
          .map(r -> new FlightTarget(r, os, ocp));
    }
    if (os.isPresent()) {
      Comparator<PublishedRelease> alone = Comparator.comparing(r -> r.ocp().isEmpty());
      return releases.stream()
          .filter(r -> r.os().equals(os))
          .max(alone.thenComparing(newest))
          .map(r -> new FlightTarget(r, os, ocp));
    }
    return releases.stream().max(newest).map(FlightTarget::whole);
  }

  /** Whether all of a release goes along: what a flight moves is what the release moves. */
  public boolean isWhole() {
    return os.equals(release.os()) && ocp.equals(release.ocp());
  }

  /** Whether the packages of a release go along, or the OS moves without them. */
  public static boolean takesPackages(PublishedRelease release, Optional<PackageVersion> ocp) {
    return release.ocp().isEmpty() || ocp.isPresent();
  }

  /** The request to move a ring there. */
  public FlightRequest to(RingName ring, Optional<String> skipReason) {
    return new FlightRequest(release.product(), ring, release.version(), os, ocp, skipReason);
  }

  static String words(Optional<PackageVersion> os, Optional<PackageVersion> ocp) {
    String words =
        Stream.of(os.map(v -> "OS " + v), ocp.map(v -> "OCP " + v))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" and "));
    return words.isEmpty() ? "packages alone" : words;
  }
}
