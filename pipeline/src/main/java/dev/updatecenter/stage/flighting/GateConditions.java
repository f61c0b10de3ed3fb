package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.validation.Calendar;
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

  /**
   * A condition of the calendar, asked last: it has to be open when the clock's other conditions
   * end.
   */
  void open(Calendar calendar, RingName ring) {
    calendar
        .closed(ring, now)
        .ifPresent(closed -> missing.add("closed until " + closed.until() + ", " + closed.why()));
    Instant then = earliest.orElse(now);
    calendar.closed(ring, then).ifPresent(closed -> earliest = Optional.of(closed.until()));
  }

  /** A condition of counts, told in one sentence either way. */
  void that(boolean holds, String sentence) {
    (holds ? fulfilled : missing).add(sentence);
  }

  /**
   * A hold when anything is missing.
   *
   * @param since since when it is asked for
   */
  Optional<GateDecision> hold(Instant since) {
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(new GateDecision.Hold(missing, earliest, Optional.of(since)));
  }

  List<String> fulfilled() {
    return fulfilled;
  }
}
