package dev.updatecenter.stage.flighting.rules;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.flighting.FlightCase;
import dev.updatecenter.stage.flighting.FlightRule;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A ring only ever rises: UC6002 the release's version, UC6041 the OS version. There is no rollback
 * on a device, so what is lower would be offered and never installed.
 */
final class HigherVersionRule implements FlightRule {
  @Override
  public void check(FlightCase flight, Consumer<Finding> report) {
    PackageVersion version = flight.request().version();
    flight
        .ring()
        .highest()
        .filter(highest -> highest.compareTo(version) >= 0)
        .map(highest -> notHigher(flight, highest))
        .ifPresent(report);
    flight.request().os().flatMap(os -> lowerOs(flight, os)).ifPresent(report);
  }

  private static Finding notHigher(FlightCase flight, PackageVersion highest) {
    return Finding.error(
            "UC6002",
            flight.request().version().toString(),
            flight.ring().name() + " already has " + highest + ", which is not lower")
        .because("a device takes no update back: only a higher version moves it")
        .fixedBy(
            "flight a higher version; to undo one, publish the old content under a higher one");
  }

  /** The same again is fine beside packages: devices that come late need both. */
  private static Optional<Finding> lowerOs(FlightCase flight, PackageVersion os) {
    boolean alone = !flight.takesPackages() || flight.release().packages().isEmpty();
    return flight
        .ring()
        .highestOs()
        .filter(there -> alone ? there.compareTo(os) >= 0 : there.compareTo(os) > 0)
        .map(
            there ->
                Finding.error(
                        "UC6041",
                        os.toString(),
                        flight.ring().name() + " was already moved to OS " + there)
                    .because("a device takes no update back: this OS version would move nobody")
                    .fixedBy("name a higher OS version, or leave '--os' out"));
  }
}
