package dev.updatecenter.stage.submission;

import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.stage.submission.RingSettings.RampStep;
import java.util.ArrayList;
import java.util.List;

/** The {@code ramp} of a ring, in release.yaml and in policy.yaml. */
public final class RampSection {
  private RampSection() {}

  /**
   * Reads the steps of a ring.
   *
   * @return none where it has no ramp
   * @throws BadValueException where a step is not wider and later than the one before, or the last
   *     is not for all devices
   */
  public static List<RampStep> read(Node ring) throws BadValueException {
    List<RampStep> steps = new ArrayList<>();
    for (Node step : ring.get("ramp").map(Node::elements).orElse(List.of())) {
      Values values = new Values(step);
      RampStep next =
          new RampStep(
              values.required("share", Amounts::percent),
              values.required("after", Amounts::duration));
      RampStep before = steps.isEmpty() ? null : steps.get(steps.size() - 1);
      if (next.percent() <= (before == null ? 0 : before.percent())
          || (before != null && next.after().compareTo(before.after()) < 0)) {
        throw new BadValueException(
            step.position(), "each step of a ramp is wider and later than the one before");
      }
      steps.add(next);
    }
    if (!steps.isEmpty() && steps.get(steps.size() - 1).percent() < 100) {
      throw new BadValueException(ring.position(), "a ramp ends at 100%");
    }
    return steps;
  }
}
