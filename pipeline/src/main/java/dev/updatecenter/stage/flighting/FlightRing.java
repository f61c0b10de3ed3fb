package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.RingName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A ring of a product and all that was ever flighted to it.
 *
 * @param name its name
 * @param flights its flights by number
 */
public record FlightRing(RingName name, List<Flight> flights) {
  /** Copies the flights that are of this ring. */
  public FlightRing {
    RingName ring = name;
    flights =
        flights.stream()
            .filter(f -> f.ring().equals(ring))
            .sorted(Comparator.comparingLong(f -> f.facts().number()))
            .toList();
  }

  /** The highest version that devices of the ring may have taken, halted ones included. */
  public Optional<PackageVersion> highest() {
    return flights.stream().map(Flight::version).max(Comparator.naturalOrder());
  }

  /** Its flight of the highest version. */
  public Optional<Flight> newest() {
    return flights.stream().max(Comparator.comparing(Flight::version));
  }

  /** Its flight of the highest version that passed and is neither paused nor halted since. */
  public Optional<Flight> newestPassed() {
    return flights.stream()
        .filter(f -> f.state() == FlightState.PASSED)
        .max(Comparator.comparing(Flight::version));
  }

  /** Whether a version is higher than all that was ever flighted to it. */
  public boolean isBehind(PackageVersion version) {
    return highest().filter(v -> v.compareTo(version) >= 0).isEmpty();
  }

  /** The highest OS version that a flight moved the ring to. */
  public Optional<PackageVersion> highestOs() {
    return flights.stream().flatMap(f -> f.facts().os().stream()).max(Comparator.naturalOrder());
  }

  /** Its flight of a release. */
  public Optional<Flight> find(PackageVersion version) {
    return flights.stream().filter(f -> f.version().equals(version)).findFirst();
  }

  /** Whether it passed with the same versions and is neither paused nor halted since. */
  public boolean passed(FlightRequest request) {
    return find(request.version())
        .filter(f -> request.isFor(f) && f.state() == FlightState.PASSED)
        .isPresent();
  }
}
