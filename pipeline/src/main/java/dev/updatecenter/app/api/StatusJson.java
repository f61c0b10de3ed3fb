package dev.updatecenter.app.api;

import java.util.List;

/** The result of {@code status}. */
public record StatusJson(int schemaVersion, List<ProductJson> products) {
  /** A product; {@code waiting} holds what people were asked to approve, newest first. */
  public record ProductJson(
      String product, List<ReleaseJson> releases, List<WaitingJson> waiting, List<RingJson> rings) {
    /** Copies. */
    public ProductJson {
      releases = List.copyOf(releases);
      waiting = List.copyOf(waiting);
      rings = List.copyOf(rings);
    }
  }

  /**
   * A submission that waits for approvals.
   *
   * @param submission its digest
   * @param needed how many approvals it takes
   */
  public record WaitingJson(String version, String submission, int needed) {}

  /** A ring and its flights, oldest first. */
  public record RingJson(String ring, int enrolled, List<RingFlightJson> flights) {}

  /** A flight, what its devices said, and what its gate would decide now. */
  public record RingFlightJson(FlightJson flight, HealthJson health, GateJson gate) {}
}
