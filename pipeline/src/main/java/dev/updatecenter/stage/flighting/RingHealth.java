package dev.updatecenter.stage.flighting;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the enrolled devices of a ring said about one release: one vote a device, its latest final
 * state.
 *
 * @param enrolled devices enrolled in the ring
 * @param eligible those of them in the release's present share
 * @param succeeded devices whose latest final state is success
 * @param failed devices whose latest final state is failure
 * @param installing devices that began and may still report
 * @param lost devices that began and were silent too long
 * @param failuresByCode failed devices by the code they gave
 */
public record RingHealth(
    int enrolled,
    int eligible,
    int succeeded,
    int failed,
    int installing,
    int lost,
    SortedMap<FailureCode, Integer> failuresByCode) {
  /** Copies; refuses negative counts. */
  public RingHealth {
    if (Math.min(Math.min(enrolled, eligible), Math.min(succeeded, failed)) < 0
        || Math.min(installing, lost) < 0) {
      throw new IllegalArgumentException("devices count from 0");
    }
    failuresByCode = Collections.unmodifiableSortedMap(new TreeMap<>(failuresByCode));
  }

  /** Devices with a final state. */
  public int finalReports() {
    return succeeded + failed;
  }

  /** Devices whose outcome is decided for the gate: final, or lost. */
  public int decided() {
    return finalReports() + lost;
  }

  /** Devices that count as failures where a halt is considered: failed, or lost. */
  public int failures() {
    return failed + lost;
  }
}
