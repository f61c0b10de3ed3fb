package dev.updatecenter.app.api;

import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.validation.approval.ApprovalRequest;
import dev.updatecenter.stage.validation.approval.ApprovalSubject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
   * A plan that waits for approvals.
   *
   * @param purpose {@code plan} of a release, or {@code flight}
   * @param ring the ring that is moved; null for a release
   * @param digest what people approve
   * @param submission the submission's digest; null for a flight
   * @param needed how many approvals it takes
   */
  public record WaitingJson(
      String purpose,
      String version,
      @Nullable String ring,
      String digest,
      @Nullable String submission,
      int needed) {
    /** What people were asked, with what the plan binds. */
    public static WaitingJson of(ApprovalRequest request, Map<String, Object> bound) {
      ApprovalSubject subject = request.subject();
      Object submission = bound.get("submission");
      return new WaitingJson(
          subject.purpose().wireName(),
          subject.version().orElseThrow().toString(),
          subject.ring().map(RingName::value).orElse(null),
          subject.digest().hex(),
          submission == null ? null : submission.toString(),
          request.needed());
    }
  }

  /** A ring and its flights, oldest first. */
  public record RingJson(String ring, int enrolled, List<RingFlightJson> flights) {}

  /** A flight, what its devices said, and what its gate would decide now. */
  public record RingFlightJson(FlightJson flight, HealthJson health, GateJson gate) {}
}
