package dev.updatecenter.stage.planning.outlook;

import dev.updatecenter.stage.flighting.Share;
import dev.updatecenter.stage.submission.RingSettings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;

/**
 * A step of a ramp.
 *
 * @param share of the ring's devices
 * @param after time since the flight's start, at the earliest
 * @param devices how many take something else by then: as many as the share makes of all, for which
 *     they are is drawn when the flight starts
 */
public record RampOutlook(Share share, Duration after, long devices) {
  /**
   * The steps of a ring.
   *
   * @param changing devices that the flight gives something else at the last step
   */
  static List<RampOutlook> of(RingSettings settings, long changing) {
    return settings.ramp().stream()
        .map(
            step -> {
              Share share = Share.ofPercent(step.percent());
              return new RampOutlook(share, step.after(), part(share, changing));
            })
        .toList();
  }

  private static long part(Share share, long of) {
    return share
        .fraction()
        .multiply(BigDecimal.valueOf(of))
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }
}
