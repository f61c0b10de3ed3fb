package dev.updatecenter.capability.authenticode;

import java.time.Instant;
import java.util.Optional;

/**
 * What a signature is measured by.
 *
 * @param anchors whom to trust
 * @param at the time to judge at; empty: now
 * @param requireEv whether the signer's certificate must be an EV one of the right strength
 * @param requireTimestamp whether a signature without a timestamp is refused
 */
public record VerificationPolicy(
    TrustAnchors anchors, Optional<Instant> at, boolean requireEv, boolean requireTimestamp) {
  /** What holds for our own and submitters' signatures: EV, timestamped, judged now. */
  public static VerificationPolicy strict(TrustAnchors anchors) {
    return new VerificationPolicy(anchors, Optional.empty(), true, true);
  }
}
