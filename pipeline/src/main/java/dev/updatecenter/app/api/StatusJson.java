package dev.updatecenter.app.api;

import java.util.List;

/** The result of {@code status}. */
public record StatusJson(int schemaVersion, List<ProductJson> products) {
  /** A product. */
  public record ProductJson(String product, List<ReleaseJson> releases, List<RingJson> rings) {}

  /** A ring and its flights, oldest first. */
  public record RingJson(String ring, int enrolled, List<RingFlightJson> flights) {}

  /** A flight, what its devices said, and what its gate would decide now. */
  public record RingFlightJson(FlightJson flight, HealthJson health, GateJson gate) {}
}
