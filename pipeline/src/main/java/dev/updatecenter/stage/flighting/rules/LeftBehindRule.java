package dev.updatecenter.stage.flighting.rules;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.flighting.DeviceGroup;
import dev.updatecenter.stage.flighting.FlightCase;
import dev.updatecenter.stage.flighting.FlightRule;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a flight of a part leaves behind: UC6044 the packages of its release, UC6045 the OS version
 * that an earlier flight named.
 */
final class LeftBehindRule implements FlightRule {
  @Override
  public void check(FlightCase flight, Consumer<Finding> report) {
    Optional<PackageVersion> os = flight.request().os();
    if (os.isPresent() && !flight.takesPackages()) {
      report.accept(packages(flight, os.get()));
    }
    if (os.isEmpty()) {
      flight.ring().highestOs().flatMap(earlier -> os(flight, earlier)).ifPresent(report);
    }
  }

  private static Finding packages(FlightCase flight, PackageVersion os) {
    return Finding.warning(
            "UC6044",
            flight.release().version().toString(),
            "its OCP can no longer be flighted to " + flight.ring().name() + " afterwards")
        .because("a ring takes a version once: this flight takes it for OS " + os + " alone")
        .fixedBy(
            "flight both with '--os V --ocp V', or submit a release with the OS version alone");
  }

  /** A device passes over a release that is older than the one it installed itself. */
  private static Optional<Finding> os(FlightCase flight, PackageVersion earlier) {
    int behind =
        flight.installing().stream()
            .filter(group -> group.os().compareTo(earlier) < 0)
            .mapToInt(DeviceGroup::devices)
            .sum();
    return behind == 0
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                    "UC6045",
                    flight.release().version().toString(),
                    behind + " devices have not reached OS " + earlier + ", which it does not name")
                .because("whoever installs it passes over the older release that named the OS")
                .fixedBy("name '--os " + earlier + "' too, or let the devices reach it first"));
  }
}
