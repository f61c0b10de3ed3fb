package dev.updatecenter.app.api;

import dev.updatecenter.stage.flighting.FailureCode;
import dev.updatecenter.stage.flighting.GateDecision;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a gate decides: {@code widen}, {@code pass}, {@code hold} or {@code halt}, and why.
 *
 * @param share the next share, when it widens
 * @param earliest before when the clock and the calendar forbid more
 * @param since since when the flight is held
 * @param rule which rule halts
 * @param codes the codes of a halt, and from how many devices; empty but for a halt
 */
public record GateJson(
    String decision,
    List<String> reasons,
    @Nullable BigDecimal share,
    @Nullable Instant earliest,
    @Nullable Instant since,
    @Nullable String rule,
    Map<String, Integer> codes) {
  /** The shape of a decision. */
  public static GateJson of(GateDecision decision) {
    if (decision instanceof GateDecision.Widen widen) {
      return simple("widen", List.of(), widen.share().fraction());
    }
    if (decision instanceof GateDecision.Pass pass) {
      return simple("pass", pass.facts(), null);
    }
    if (decision instanceof GateDecision.Hold hold) {
      return new GateJson(
          "hold",
          hold.missing(),
          null,
          hold.earliest().orElse(null),
          hold.since().orElse(null),
          null,
          Map.of());
    }
    GateDecision.Halt halt = (GateDecision.Halt) decision;
    Map<String, Integer> codes = new TreeMap<>();
    for (Map.Entry<FailureCode, Integer> code : halt.codes().entrySet()) {
      codes.put(code.getKey().toString(), code.getValue());
    }
    return new GateJson(
        "halt", List.of(halt.reason()), null, null, null, halt.rule().wireName(), codes);
  }

  private static GateJson simple(
      String decision, List<String> reasons, @Nullable BigDecimal share) {
    return new GateJson(decision, reasons, share, null, null, null, Map.of());
  }
}
