package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.time.Instant;

/**
 * How one release stands in one ring.
 *
 * @param state whether devices may take it
 * @param share for which part of the ring's devices; never falls
 * @param salt which devices come first; never changes
 * @param reason why it is paused or halted; may be empty
 * @param resumed how often it was resumed after a halt; the ring's signers publish it in the offer
 * @param widenedAt when the present share began
 */
public record RingRelease(
    RolloutState state, Share share, Salt salt, String reason, int resumed, Instant widenedAt) {
  /** Refuses a negative count. */
  public RingRelease {
    if (resumed < 0) {
      throw new IllegalArgumentException("resumed counts from 0");
    }
  }

  /** A release that a ring begins to take. */
  public static RingRelease begin(Share share, Salt salt, Instant now) {
    return new RingRelease(RolloutState.ACTIVE, share, salt, "", 0, now);
  }

  /**
   * The same with a wider share.
   *
   * @throws UpdateCenterException exit 6 unless it is active
   * @throws IllegalArgumentException if the share would fall
   */
  public RingRelease widen(Share wider, Instant now) {
    require(RolloutState.ACTIVE, "widened");
    if (wider.compareTo(share) < 0) {
      throw new IllegalArgumentException("a share never falls: " + share + " to " + wider);
    }
    Instant since = wider.equals(share) ? widenedAt : now;
    return new RingRelease(state, wider, salt, reason, resumed, since);
  }

  /** The same, whose present share begins now: until now no device could see it. */
  public RingRelease beginShareAt(Instant now) {
    return new RingRelease(state, share, salt, reason, resumed, now);
  }

  /**
   * Nobody begins it for now.
   *
   * @throws UpdateCenterException exit 6 when it is halted
   */
  public RingRelease pause(String why) {
    if (state == RolloutState.PAUSED) {
      return this;
    }
    require(RolloutState.ACTIVE, "paused");
    return new RingRelease(RolloutState.PAUSED, share, salt, why, resumed, widenedAt);
  }

  /** Nobody begins it any more; from every state, and a second halt keeps the first reason. */
  public RingRelease halt(String why) {
    return state == RolloutState.HALTED
        ? this
        : new RingRelease(RolloutState.HALTED, share, salt, why, resumed, widenedAt);
  }

  /**
   * Back to the same devices after a pause.
   *
   * @throws UpdateCenterException exit 6 when it is halted
   */
  public RingRelease resume() {
    if (state == RolloutState.HALTED) {
      throw conflict("resumed as if it were paused");
    }
    return new RingRelease(RolloutState.ACTIVE, share, salt, "", resumed, widenedAt);
  }

  /**
   * Back to the same devices after a halt: raises {@code resumed}, which takes effect only once the
   * ring's signers have signed it in the offer.
   *
   * @throws UpdateCenterException exit 6 unless it is halted
   */
  public RingRelease resumeAfterHalt() {
    require(RolloutState.HALTED, "resumed after a halt");
    int raised = Math.addExact(resumed, 1);
    return new RingRelease(RolloutState.ACTIVE, share, salt, "", raised, widenedAt);
  }

  private void require(RolloutState wanted, String what) {
    if (state != wanted) {
      throw conflict(what);
    }
  }

  private UpdateCenterException conflict(String what) {
    return UpdateCenterException.error(
            "UC6008",
            ExitCode.CONFLICT,
            "a release that is " + state.wireName() + " is not " + what)
        .why(reason)
        .state("the rollout is unchanged")
        .build();
  }
}
