package dev.updatecenter.capability.authenticode;

import dev.updatecenter.capability.authenticode.CertificatePolicy.Profile;
import java.time.Instant;
import java.util.Optional;

/**
 * What a signature is measured by.
 *
 * @param anchors whom to trust
 * @param at the time to judge at; empty: now
 * @param requireEv whether the signer's certificate must be an EV one of the right strength
 * @param requireTimestamp whether a signature without a timestamp is refused
 * @param profile how serious it is; counts with {@code requireEv} alone
 */
public record VerificationPolicy(
    TrustAnchors anchors,
    Optional<Instant> at,
    boolean requireEv,
    boolean requireTimestamp,
    Profile profile) {
  /** A policy under which test certificates pass. */
  public VerificationPolicy(
      TrustAnchors anchors, Optional<Instant> at, boolean requireEv, boolean requireTimestamp) {
    this(anchors, at, requireEv, requireTimestamp, Profile.LAB);
  }

  /** What holds for our own and submitters' signatures: EV, timestamped, judged now. */
  public static VerificationPolicy strict(TrustAnchors anchors) {
    return new VerificationPolicy(anchors, Optional.empty(), true, true);
  }

  /** The same for a product's profile: in production test certificates are refused. */
  public static VerificationPolicy strict(TrustAnchors anchors, Profile profile) {
    return new VerificationPolicy(anchors, Optional.empty(), true, true, profile);
  }
}
