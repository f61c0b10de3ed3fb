package dev.updatecenter.stage.planning.outlook;

import dev.updatecenter.stage.flighting.RunningState;

/**
 * Devices of a ring that are told the same, now and by a flight.
 *
 * @param state what they run, and how many they are
 * @param now what they are told now
 * @param inShare what they would be told once the flight has reached them
 * @param outsideShare what they would be told until then
 * @param way their steps to the newest release, with the flight
 */
public record MatrixRow(
    RunningState state, Answer now, Answer inShare, Answer outsideShare, SteppingStones.Way way) {
  /** How many devices. */
  public int devices() {
    return state.devices();
  }

  /** Whether the flight gives them something else. */
  public boolean changes() {
    return !now.isLike(inShare);
  }

  /** What the flight lets one of them fetch, in bytes. */
  public long bytes() {
    return changes() ? inShare.bytes() : 0;
  }
}
