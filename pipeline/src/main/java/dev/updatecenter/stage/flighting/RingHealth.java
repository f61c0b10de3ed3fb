package dev.updatecenter.stage.flighting;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the enrolled devices of a ring said about one release: one vote a device, its latest final
 * state. Five of its numbers say how far a rollout has come:
 *
 * <ul>
 *   <li>{@link #excluded}: enrolled, and by what the device last said to run it cannot take the
 *       release: below a floor, or beyond it. A device that ever said anything about the release is
 *       not excluded.
 *   <li>{@link #eligible}: the other enrolled devices.
 *   <li>{@link #offered}: eligible and in the present share, whether they took it yet or not.
 *   <li>{@link #reported}: said how it ended, well or badly.
 *   <li>{@link #lost}: began, and never said how it ended.
 * </ul>
 *
 * @param enrolled devices enrolled in the ring
 * @param excluded those of them that cannot take the release
 * @param inShare enrolled devices in the release's present share, excluded ones too: what a ramp
 *     counts by
 * @param offered devices in the present share that are not excluded
 * @param succeeded devices whose latest final state is success
 * @param failed devices whose latest final state is failure
 * @param installing devices that began and may still report
 * @param lost devices that began and were silent too long
 * @param failuresByCode failed devices by the code they gave
 */
public record RingHealth(
    int enrolled,
    int excluded,
    int inShare,
    int offered,
    int succeeded,
    int failed,
    int installing,
    int lost,
    SortedMap<FailureCode, Integer> failuresByCode) {
  /** Copies; refuses negative counts. */
  public RingHealth {
    if (Math.min(Math.min(excluded, enrolled - excluded), Math.min(offered, inShare - offered)) < 0
        || Math.min(Math.min(succeeded, failed), Math.min(installing, lost)) < 0) {
      throw new IllegalArgumentException("devices count from 0");
    }
    failuresByCode = Collections.unmodifiableSortedMap(new TreeMap<>(failuresByCode));
  }

  /** A ring that no device of which is excluded. */
  public RingHealth(
      int enrolled,
      int inShare,
      int succeeded,
      int failed,
      int installing,
      int lost,
      SortedMap<FailureCode, Integer> failuresByCode) {
    this(enrolled, 0, inShare, inShare, succeeded, failed, installing, lost, failuresByCode);
  }

  /** Enrolled devices that nothing they run keeps from the release. */
  public int eligible() {
    return enrolled - excluded;
  }

  /** Devices with a final state. */
  public int reported() {
    return succeeded + failed;
  }

  /** Devices whose outcome is decided for the gate: final, or lost. */
  public int decided() {
    return reported() + lost;
  }

  /** Devices that count as failures where a halt is considered: failed, or lost. */
  public int failures() {
    return failed + lost;
  }

  /** Between which rates success lies; a lost device is a trial without it. */
  public WilsonInterval success() {
    return WilsonInterval.of(succeeded, decided());
  }

  /** How the rollout goes, in one sentence with its interval. */
  public String sentence() {
    if (decided() == 0) {
      return "no device has said how it ended, of %s that may take it"
          .formatted(Counts.devices(offered));
    }
    return "%d of %s succeeded, %d failed, %d lost: success is %s, surely (95 %%) between %s and %s"
        .formatted(
            succeeded,
            Counts.devices(decided()),
            failed,
            lost,
            Counts.percent((double) succeeded / decided()),
            Counts.percent(success().lower()),
            Counts.percentUp(success().upper()));
  }
}
