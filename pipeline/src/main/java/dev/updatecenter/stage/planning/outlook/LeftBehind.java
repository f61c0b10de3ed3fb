package dev.updatecenter.stage.planning.outlook;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.RunningState;
import java.util.ArrayList;
import java.util.List;

/** Finds the devices that a flight leaves without a way to the newest release of their ring. */
public final class LeftBehind {
  private LeftBehind() {}

  /** A finding for each state without a way. */
  public static List<Finding> findings(RingName ring, PlanMatrix matrix, RingStates states) {
    List<Finding> findings = new ArrayList<>();
    for (RunningState state : states.counted()) {
      SteppingStones.Way way = matrix.way(state);
      if (!way.arrives()) {
        findings.add(finding(ring, state, matrix.goal(), way));
      }
    }
    return findings;
  }

  private static Finding finding(
      RingName ring, RunningState state, PackageVersion goal, SteppingStones.Way way) {
    boolean reported = state.os().isPresent();
    String who =
        (state.devices() == 1 ? "1 device" : state.devices() + " devices")
            + (reported ? " with " + runs(state) : " that never reported");
    String message = who + (state.devices() == 1 ? " has" : " have") + " no way to " + goal;
    // What nobody reported is only a guess at the image, and must not keep a ring from moving.
    Finding finding =
        reported
            ? Finding.error("UC6060", ring.value(), message)
            : Finding.warning("UC6061", ring.value(), message);
    return finding
        .because(steps(way) + String.join("; ", way.obstacles()))
        .fixedBy(
            "flight a release first that takes them there, a stepping stone, or lower 'requires'");
  }

  private static String steps(SteppingStones.Way way) {
    if (way.steps().isEmpty()) {
      return "";
    }
    List<String> steps = way.steps().stream().map(PackageVersion::toString).toList();
    return "after " + String.join(", ", steps) + ": ";
  }

  private static String runs(RunningState state) {
    return "OS "
        + state.os().map(Object::toString).orElse("?")
        + ", OCP "
        + state.ocp().map(Object::toString).orElse("?")
        + state.release().map(v -> ", release " + v).orElse("");
  }
}
