package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.ci.CleanText;
import dev.updatecenter.app.jobs.view.Awaited;
import dev.updatecenter.app.jobs.view.WaitLook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Narrates a wait: the earliest possible time at once, then only what changed. */
final class WaitTold {
  private static final Duration AGAIN = Duration.ofHours(1);

  private final Session session;
  private final Awaited awaited;
  private List<String> missing = List.of();
  private Instant earliest = Instant.MIN;
  private boolean first = true;
  private Instant warned = Instant.MIN;

  WaitTold(Session session, Awaited awaited) {
    this.session = session;
    this.awaited = awaited;
  }

  void look(WaitLook look) {
    if (look.state() != WaitLook.State.PENDING) {
      return;
    }
    Output output = session.output();
    Instant now = session.clock().instant();
    // Of rings that have not begun the earliest time moves with each look: what is missing does
    // not.
    boolean isNews = first || !look.missing().equals(missing);
    if (isNews && !look.earliest().equals(earliest)) {
      String when =
          look.earliest().isAfter(now) ? "at " + Moment.of(look.earliest()) : "at any time now";
      output.say("Waiting for " + awaited + ": possible at the earliest " + when + ".");
      earliest = look.earliest();
    }
    if (isNews) {
      look.missing().forEach(m -> output.say("  " + CleanText.line(m)));
      missing = look.missing();
    }
    first = false;
    if (!warned.plus(AGAIN).isAfter(now)) {
      look.findings().forEach(output::warning);
      warned = look.findings().isEmpty() ? warned : now;
    }
  }
}
