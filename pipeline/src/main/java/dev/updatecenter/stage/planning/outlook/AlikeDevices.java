package dev.updatecenter.stage.planning.outlook;

import dev.updatecenter.stage.flighting.RunningState;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.stage.offer.RolloutDocument;
import dev.updatecenter.stage.offer.ShareBucket;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Devices that run the same and lie in the same shares of running flights: all of them are told the
 * same.
 *
 * @param state what they run, and how many they are
 * @param one one of them, for all
 */
record AlikeDevices(RunningState state, DeviceId one) {
  /**
   * The devices of a ring.
   *
   * @param partial the releases that are at a part of the ring; without any no device is looked at
   *     by itself
   */
  static List<AlikeDevices> of(RingStates ring, List<RolloutDocument.Release> partial) {
    if (partial.isEmpty()) {
      return ring.counted().stream()
          .map(s -> new AlikeDevices(s, ReportedDevices.ANYBODY))
          .toList();
    }
    Map<RunningState, Map<BitSet, Count>> counts = new LinkedHashMap<>();
    ring.counted().forEach(s -> counts.put(some(s, 1), new HashMap<>()));
    ring.each(
        (state, device) ->
            counts
                .computeIfAbsent(state, s -> new HashMap<>())
                .computeIfAbsent(shares(device, partial), k -> new Count(device))
                .devices++);
    List<AlikeDevices> alike = new ArrayList<>();
    counts.forEach(
        (state, byShare) ->
            byShare.entrySet().stream()
                .sorted(Comparator.comparing(e -> e.getKey().toString()))
                .map(e -> e.getValue().of(state))
                .forEach(alike::add));
    return alike;
  }

  /** In which of the shares a device is. */
  private static BitSet shares(DeviceId device, List<RolloutDocument.Release> partial) {
    BitSet in = new BitSet(partial.size());
    for (int i = 0; i < partial.size(); i++) {
      in.set(i, ShareBucket.contains(partial.get(i).salt(), device, partial.get(i).share()));
    }
    return in;
  }

  private static RunningState some(RunningState state, int devices) {
    return new RunningState(state.os(), state.ocp(), state.release(), devices);
  }

  private static final class Count {
    private final DeviceId one;
    private int devices;

    Count(DeviceId one) {
      this.one = one;
    }

    AlikeDevices of(RunningState state) {
      return new AlikeDevices(some(state, devices), one);
    }
  }
}
