package dev.updatecenter.stage.submission;

import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.stage.submission.RingSettings.Gate;
import dev.updatecenter.stage.submission.RingSettings.RampStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One entry of {@code rings} in release.yaml. */
final class RingSection {
  private RingSection() {}

  static RingSettings read(Values ring) throws BadValueException {
    return new RingSettings(
        ring.required("ring", RingName::new),
        !ring.text("start").equals(Optional.of("manual")),
        ring.node().integer("approvals").orElse(0L).intValue(),
        ramp(ring.node()),
        gate(new Values(ring.node().get("gate").orElseThrow())));
  }

  private static List<RampStep> ramp(Node ring) throws BadValueException {
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

  private static Gate gate(Values gate) throws BadValueException {
    return new Gate(
        gate.text("all").equals(Optional.of("enrolled")),
        gate.node().integer("minDevices").orElse(1L).intValue(),
        gate.node().integer("maxFailures").orElse(0L).intValue(),
        gate.optional("soak", Amounts::duration).orElse(Duration.ZERO),
        gate.optional("successLowerBound", text -> Amounts.percent(text) / 100),
        gate.optional("haltAboveFailures", text -> Amounts.percent(text) / 100));
  }
}
