package dev.updatecenter.stage.validation.approval;

import dev.updatecenter.capability.tuf.TufKey;
import dev.updatecenter.kernel.core.ContentDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What somebody says of one digest.
 *
 * @param subject what it is about
 * @param decision what they decided
 * @param policy digest of the policy.yaml that bound the product then
 * @param by their name in that policy
 * @param key the key that signs this statement
 * @param at when, to the millisecond
 * @param reason why; empty where they gave none
 */
public record ApprovalStatement(
    ApprovalSubject subject,
    Decision decision,
    ContentDigest policy,
    String by,
    TufKey key,
    Instant at,
    Optional<String> reason) {
  /** Most characters of a reason. */
  public static final int MOST_OF_REASON = 500;

  /**
   * Cuts the time to what the document carries.
   *
   * @throws IllegalArgumentException for a reason that is too long
   */
  public ApprovalStatement {
    at = at.truncatedTo(ChronoUnit.MILLIS);
    if (reason.filter(r -> r.length() > MOST_OF_REASON).isPresent()) {
      throw new IllegalArgumentException("a reason has at most " + MOST_OF_REASON + " characters");
    }
  }
}
