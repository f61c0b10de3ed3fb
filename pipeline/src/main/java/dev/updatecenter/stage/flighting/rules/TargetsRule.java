package dev.updatecenter.stage.flighting.rules;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.flighting.DeviceGroup;
import dev.updatecenter.stage.flighting.FlightCase;
import dev.updatecenter.stage.flighting.FlightRequest;
import dev.updatecenter.stage.flighting.FlightRule;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.submission.Requirements;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Whether the versions asked for can be had: UC6006 no release carries one, UC6040 it cannot be
 * taken out of its release, UC6044 what an OS version leaves behind, UC6045 an OS version that the
 * ring was moved to and devices would lose sight of.
 */
final class TargetsRule implements FlightRule {
  @Override
  public void check(FlightCase flight, Consumer<Finding> report) {
    FlightRequest request = flight.request();
    PublishedRelease release = flight.release();
    request
        .ocp()
        .filter(v -> !release.ocp().equals(request.ocp()))
        .map(v -> notCarried("OCP", v, release.ocp()))
        .ifPresent(report);
    request.os().flatMap(v -> os(flight, v)).ifPresent(report);
    if (request.os().isEmpty() && release.os().isPresent() && !release.traits().windowsUpdate()) {
      report.accept(
          inseparable(release, "its OS version cannot be left out")
              .because("the OS comes as packages of the release, which a device gets together")
              .fixedBy("ask for both versions"));
    }
    if (!flight.takesPackages()) {
      osAlone(flight, report);
    }
    if (request.os().isEmpty()) {
      flight.ring().highestOs().flatMap(os -> forgotten(flight, os)).ifPresent(report);
    }
  }

  private static Optional<Finding> forgotten(FlightCase flight, PackageVersion os) {
    int behind =
        flight.installing().stream()
            .filter(group -> group.os().compareTo(os) < 0)
            .mapToInt(DeviceGroup::devices)
            .sum();
    return behind == 0
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                    "UC6045",
                    flight.release().version().toString(),
                    behind + " devices have not reached OS " + os + ", which it does not name")
                .because("whoever installs it passes over the older release that named the OS")
                .fixedBy("name '--os " + os + "' too, or let the devices reach it first"));
  }

  private static Optional<Finding> os(FlightCase flight, PackageVersion version) {
    if (flight.release().os().filter(version::equals).isPresent()) {
      return Optional.empty();
    }
    List<PublishedRelease> lenders =
        flight.context().releases().stream()
            .filter(r -> r.os().filter(version::equals).isPresent())
            .toList();
    if (lenders.isEmpty()) {
      return Optional.of(notCarried("OS", version, flight.release().os()));
    }
    // Packages of an OS are never apart from their release, so nothing else could install them.
    if (lenders.stream().noneMatch(r -> r.traits().windowsUpdate())) {
      return Optional.of(
          inseparable(flight.release(), "OS " + version + " cannot come of another release")
              .because("release " + lenders.get(0).version() + " brings it as packages of its own")
              .fixedBy("flight that release, or submit one that carries both"));
    }
    return lenders.stream()
            .filter(r -> r.traits().windowsUpdate())
            .anyMatch(r -> isNoStricter(r.requires(), flight.release().requires()))
        ? Optional.empty()
        : Optional.of(unguarded(flight, version, lenders.get(0)));
  }

  private static Finding unguarded(
      FlightCase flight, PackageVersion version, PublishedRelease lender) {
    return inseparable(flight.release(), "OS " + version + " would come without its 'requires'")
        .because(
            "release "
                + lender.version()
                + " keeps devices from it that this release admits, and an offer has one"
                + " 'requires'")
        .fixedBy("submit a release that names the OS version with the floors that it needs");
  }

  /** Whether every device that one release admits is admitted by the other too. */
  private static boolean isNoStricter(Requirements lender, Requirements own) {
    return isNoHigher(lender.os(), own.os()) && isNoHigher(lender.ocp(), own.ocp());
  }

  private static boolean isNoHigher(Optional<PackageVersion> floor, Optional<PackageVersion> own) {
    return floor.isEmpty() || own.filter(o -> o.compareTo(floor.get()) >= 0).isPresent();
  }

  private static void osAlone(FlightCase flight, Consumer<Finding> report) {
    PublishedRelease release = flight.release();
    if (flight.request().os().isEmpty()) {
      report.accept(
          Finding.error("UC6006", release.version().toString(), "asks for nothing of the release")
              .because("a flight moves a ring to an OS version, an OCP version or both")
              .fixedBy("name '--os', '--ocp', or neither for all of the release"));
    } else if (!release.traits().windowsUpdate()) {
      report.accept(
          inseparable(release, "its packages cannot be left out")
              .because("the OS comes as packages of the release, which a device gets together")
              .fixedBy("ask for both versions"));
    } else {
      report.accept(
          Finding.warning(
                  "UC6044",
                  release.version().toString(),
                  "its OCP can no longer be flighted to " + flight.ring().name() + " afterwards")
              .because(
                  "a ring takes a version once: this flight takes it for OS "
                      + flight.request().os().orElseThrow()
                      + " alone")
              .fixedBy(
                  "flight both with '--os V --ocp V', or submit a release with the OS version alone"));
    }
  }

  private static Finding notCarried(
      String what, PackageVersion asked, Optional<PackageVersion> carried) {
    String has = carried.map(v -> "moves a device to " + what + " " + v).orElse("has no " + what);
    return Finding.error("UC6006", asked.toString(), "asks for " + what + " " + asked)
        .because("the release " + has)
        .fixedBy("ask for what the release carries, or for a release that carries it");
  }

  private static Finding inseparable(PublishedRelease release, String message) {
    return Finding.error("UC6040", release.version().toString(), message);
  }
}
