package dev.updatecenter.stage.flighting;

import dev.updatecenter.stage.submission.RingSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * By which rules a flight widens, passes and halts: fixed when it starts.
 *
 * @param ring ramp and gate of its ring
 * @param halt the release's rules for all its rings
 */
public record FlightSettings(RingSettings ring, HaltRules halt) {
  /** The share a flight starts with: the first step's, or nobody while that step is still ahead. */
  public Share firstShare() {
    RingSettings.RampStep first = ring.ramp().get(0);
    return first.after().isZero() ? Share.ofPercent(first.percent()) : Share.NONE;
  }

  /** The next wider step after a share; nothing at the last. */
  public Optional<Step> stepAfter(Share share) {
    return ring.ramp().stream()
        .map(s -> new Step(Share.ofPercent(s.percent()), s.after()))
        .filter(s -> s.share().compareTo(share) > 0)
        .findFirst();
  }

  /**
   * A step of the ramp.
   *
   * @param share how wide
   * @param after time since the flight's start
   */
  public record Step(Share share, Duration after) {}
}
