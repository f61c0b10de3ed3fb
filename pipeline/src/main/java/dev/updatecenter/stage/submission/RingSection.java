package dev.updatecenter.stage.submission;

import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.submission.RingSettings.Gate;
import java.time.Duration;
import java.util.Optional;

/** One entry of {@code rings} in release.yaml. */
final class RingSection {
  private RingSection() {}

  static RingSettings read(Values ring) throws BadValueException {
    return new RingSettings(
        ring.required("ring", RingName::new),
        !ring.text("start").equals(Optional.of("manual")),
        ring.node().integer("approvals").orElse(0L).intValue(),
        RampSection.read(ring.node()),
        gate(new Values(ring.node().get("gate").orElseThrow())));
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
