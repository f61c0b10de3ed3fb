package dev.updatecenter.app.api;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.validation.approval.ApprovalRequest;
import dev.updatecenter.stage.validation.approval.ApprovalStatement;
import dev.updatecenter.stage.validation.approval.ApprovalStatus;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code approve} and {@code reject}.
 *
 * @param state {@code approved}, {@code rejected}, or {@code unchanged} where the same person had
 *     decided so before
 * @param decision the one that stands: {@code approve} or {@code reject}
 * @param version null for a single file
 * @param ring the ring that is moved; null for all but a flight
 * @param packages how many packages it has; null for a single file
 * @param findings how many findings validation left open; null for a single file
 * @param by who decided
 * @param key id of the key that signed, hex
 * @param policy digest of the policy.yaml under which it counts, hex
 * @param status {@code enough}, {@code waiting} or {@code rejected}: where it stands now
 */
public record ApprovalResultJson(
    int schemaVersion,
    String state,
    String decision,
    String purpose,
    String digest,
    String product,
    @Nullable String version,
    @Nullable String ring,
    @Nullable Integer packages,
    @Nullable Integer findings,
    String by,
    String key,
    String policy,
    String at,
    String status,
    ApprovalsJson approvals) {
  /** What came of a decision. */
  public static ApprovalResultJson of(
      ApprovalRequest request, boolean changed, ApprovalStatement statement, ApprovalStatus now) {
    String decision = statement.decision().wireName();
    return new ApprovalResultJson(
        1,
        !changed ? "unchanged" : decision.equals("approve") ? "approved" : "rejected",
        decision,
        request.subject().purpose().wireName(),
        request.subject().digest().hex(),
        request.subject().product().value(),
        request.subject().version().map(PackageVersion::toString).orElse(null),
        request.subject().ring().map(RingName::value).orElse(null),
        boxed(request.packages()),
        boxed(request.findings()),
        statement.by(),
        statement.key().id().hex(),
        statement.policy().hex(),
        statement.at().toString(),
        status(now),
        ApprovalsJson.of(now.tally()));
  }

  private static String status(ApprovalStatus now) {
    if (now instanceof ApprovalStatus.Enough) {
      return "enough";
    }
    return now instanceof ApprovalStatus.Rejected ? "rejected" : "waiting";
  }

  private static @Nullable Integer boxed(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }
}
