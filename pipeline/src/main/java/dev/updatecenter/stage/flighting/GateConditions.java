package dev.updatecenter.stage.flighting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects which conditions of a gate hold at one moment, and which do not. */
final class GateConditions {
  private final Instant now;
  private final List<String> fulfilled = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private Optional<Instant> earliest = Optional.empty();

  GateConditions(Instant now) {
    this.now = now;
  }

  /** A condition that the clock alone fulfils. */
  void since(Instant at, String what) {
    if (!now.isBefore(at)) {
      fulfilled.add(what + " ended at " + at);
      return;
    }
    missing.add(what + " ends at " + at);
    if (earliest.isEmpty() || earliest.get().isBefore(at)) {
      earliest = Optional.of(at);
    }
  }

  /** A condition of counts, told in one sentence either way. */
  void that(boolean holds, String sentence) {
    (holds ? fulfilled : missing).add(sentence);
  }

  /** A hold when anything is missing. */
  Optional<GateDecision> hold() {
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(new GateDecision.Hold(missing, earliest));
  }

  List<String> fulfilled() {
    return fulfilled;
  }
}
