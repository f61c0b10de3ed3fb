package dev.updatecenter.stage.planning.outlook;

import dev.updatecenter.stage.flighting.RunningState;
import dev.updatecenter.stage.offer.DeviceId;
import java.util.List;
import java.util.function.BiConsumer;

/** Port: what the enrolled devices of one ring run. Reads only. */
public interface RingStates {
  /** How many run what, each state once, in a steady order. */
  List<RunningState> counted();

  /**
   * Goes through the devices one by one: asked only where running flights are at a part of the
   * ring.
   *
   * @param each is told what a device runs, a state of one, and which it is; in no order, before
   *     this returns
   */
  void each(BiConsumer<RunningState, DeviceId> each);
}
