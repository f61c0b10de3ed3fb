package dev.updatecenter.app.api;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.validation.approval.ApprovalRequest;
import dev.updatecenter.stage.validation.approval.ApprovalSubject;
import java.util.List;
import java.util.Map;
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
   * What waits for approvals: a plan, or a change of the policy.
   *
   * @param purpose {@code plan} of a release, {@code flight}, {@code policy}, {@code
   *     register-publisher} or {@code retire-publisher}
   * @param version of the release; null for a change of the policy
   * @param ring the ring that is moved; null for a release
   * @param digest what people approve
   * @param submission the submission's digest; of a release only
   * @param needed how many approvals it takes
   */
  public record WaitingJson(
      String purpose,
      @Nullable String version,
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
          subject.version().map(PackageVersion::toString).orElse(null),
          subject.ring().map(RingName::value).orElse(null),
          subject.digest().hex(),
          submission == null ? null : submission.toString(),
          request.needed());
    }

    /** In one line, for people. */
    public String told() {
      return what() + " " + needed + (needed == 1 ? " approval of " : " approvals of ") + digest;
    }

    private String what() {
      return switch (purpose) {
        case "policy" -> "another policy.yaml needs";
        case "register-publisher" -> "a submitter is to be registered and needs";
        case "retire-publisher" -> "a submitter is to be retired and needs";
        default ->
            version + (ring == null ? " was submitted" : " is to move " + ring) + " and needs";
      };
    }
  }

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
