package dev.updatecenter.stage.validation;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.stage.submission.Amounts;
import dev.updatecenter.stage.submission.BadValueException;
import dev.updatecenter.stage.submission.RampSection;
import dev.updatecenter.stage.submission.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The {@code least} of a policy.yaml that its schema found in order. */
final class LeastSection {
  private LeastSection() {}

  /** Reads each ring; what has no sense goes to {@code bad}. */
  static List<LeastRing> read(Node policy, List<Finding> bad) {
    List<LeastRing> rings = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Node node : policy.get("least").map(Node::elements).orElse(List.of())) {
      try {
        if (!seen.add(node.text("ring").orElseThrow())) {
          throw new BadValueException(
              node.position(), "ring " + node.text("ring").orElseThrow() + " stands here twice");
        }
        rings.add(ring(new Values(node)));
      } catch (BadValueException e) {
        bad.add(e.finding());
      }
    }
    return rings;
  }

  private static LeastRing ring(Values ring) throws BadValueException {
    Optional<Node> gate = ring.node().get("gate");
    return new LeastRing(
        ring.required("ring", RingName::new),
        integer(ring.node(), "approvals").orElse(0),
        ring.text("start").equals(Optional.of("manual")),
        RampSection.read(ring.node()),
        gate.isPresent() ? gate(new Values(gate.get())) : LeastGate.NONE);
  }

  private static LeastGate gate(Values gate) throws BadValueException {
    return new LeastGate(
        gate.text("all").isPresent(),
        integer(gate.node(), "minDevices"),
        integer(gate.node(), "maxFailures"),
        gate.optional("soak", Amounts::duration),
        gate.optional("successLowerBound", text -> Amounts.percent(text) / 100),
        gate.optional("haltAboveFailures", text -> Amounts.percent(text) / 100));
  }

  private static Optional<Integer> integer(Node node, String key) {
    return node.integer(key).map(Long::intValue);
  }
}
