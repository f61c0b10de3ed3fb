package dev.updatecenter.app.api;

import dev.updatecenter.stage.flighting.GateDecision;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a gate decides: {@code widen}, {@code pass}, {@code hold} or {@code halt}, and why. */
public record GateJson(
    String decision, List<String> reasons, @Nullable BigDecimal share, @Nullable Instant earliest) {
  /** The shape of a decision. */
  public static GateJson of(GateDecision decision) {
    if (decision instanceof GateDecision.Widen widen) {
      return new GateJson("widen", List.of(), widen.share().fraction(), null);
    }
    if (decision instanceof GateDecision.Pass pass) {
      return new GateJson("pass", pass.facts(), null, null);
    }
    if (decision instanceof GateDecision.Hold hold) {
      return new GateJson("hold", hold.missing(), null, hold.earliest().orElse(null));
    }
    GateDecision.Halt halt = (GateDecision.Halt) decision;
    return new GateJson("halt", List.of(halt.rule().wireName() + ": " + halt.facts()), null, null);
  }
}
