package dev.updatecenter.app.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of {@code status}. */
public record StatusJson(int schemaVersion, List<ProductJson> products) {
  /**
   * A product.
   *
   * @param waiting what people were asked to approve, newest first
   * @param advancedAt when {@code advance} last ended for it, RFC 3339; null when it never did
   * @param findings what somebody should look at
   * @param next what to do next, the most pressing first
   */
  public record ProductJson(
      String product,
      List<ReleaseJson> releases,
      List<WaitingJson> waiting,
      List<RingJson> rings,
      @Nullable String advancedAt,
      List<FindingJson> findings,
      List<NextJson> next) {
    /** Copies. */
    public ProductJson {
      findings = List.copyOf(findings);
      next = List.copyOf(next);
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

  /**
   * What to do next.
   *
   * @param command the command line
   * @param why what it is for
   */
  public record NextJson(String command, String why) {}

  /**
   * A ring.
   *
   * @param flights oldest first
   * @param blocked what stands against a flight of what passed the ring before, if anything does
   */
  public record RingJson(
      String ring, int enrolled, List<RingFlightJson> flights, List<FindingJson> blocked) {
    /** Copies. */
    public RingJson {
      flights = List.copyOf(flights);
      blocked = List.copyOf(blocked);
    }
  }

  /** A flight, what its devices said, and what its gate would decide now. */
  public record RingFlightJson(FlightJson flight, HealthJson health, GateJson gate) {}
}
