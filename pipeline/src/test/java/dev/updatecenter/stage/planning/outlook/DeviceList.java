package dev.updatecenter.stage.planning.outlook;

import dev.updatecenter.stage.flighting.RunningState;
import dev.updatecenter.stage.offer.DeviceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The devices of a ring, in memory. */
final class DeviceList implements RingStates {
  private final Map<DeviceId, RunningState> devices = new LinkedHashMap<>();
  private int visits;

  DeviceList with(RunningState state, DeviceId id) {
    devices.put(id, state);
    return this;
  }

  Map<DeviceId, RunningState> all() {
    return devices;
  }

  /** How often somebody went through them. */
  int visits() {
    return visits;
  }

  @Override
  public List<RunningState> counted() {
    Map<RunningState, Integer> counts = new LinkedHashMap<>();
    devices.values().forEach(s -> counts.merge(s, 1, Integer::sum));
    List<RunningState> counted = new ArrayList<>();
    counts.forEach((s, n) -> counted.add(new RunningState(s.os(), s.ocp(), s.release(), n)));
    return counted;
  }

  @Override
  public void each(BiConsumer<RunningState, DeviceId> each) {
    visits++;
    devices.forEach((id, state) -> each.accept(state, id));
  }
}
