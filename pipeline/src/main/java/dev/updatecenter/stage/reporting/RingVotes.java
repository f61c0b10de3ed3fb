package dev.updatecenter.stage.reporting;

import dev.updatecenter.stage.flighting.FailureCode;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The votes of a ring's enrolled devices on one release, one a device.
 *
 * @param succeeded latest final state is success
 * @param failed latest final state is failure
 * @param installing no final state yet, not silent too long
 * @param lost no final state, silent too long
 * @param failuresByCode failed devices by the code they gave
 */
public record RingVotes(
    int succeeded,
    int failed,
    int installing,
    int lost,
    SortedMap<FailureCode, Integer> failuresByCode) {
  /** Copies. */
  public RingVotes {
    failuresByCode = Collections.unmodifiableSortedMap(new TreeMap<>(failuresByCode));
  }
}
