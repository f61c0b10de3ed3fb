package dev.updatecenter.stage.validation;

import dev.updatecenter.kernel.core.RingName;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When flights may start and widen ({@code calendar} of policy.yaml). It stops no halt and no
 * pause, and takes nothing back.
 *
 * @param zone by whose clocks windows and freezes are written
 * @param windows a ring for which there is one is open in its windows only; without any it is open
 *     always
 * @param freezes each closes whatever a window opens
 */
public record Calendar(ZoneId zone, List<Window> windows, List<Freeze> freezes) {
  /** The calendar of a policy that has none. */
  public static final Calendar ALWAYS_OPEN = new Calendar(ZoneOffset.UTC, List.of(), List.of());

  /** A weekly window is met within a week, or two where a jump of the clock swallows it once. */
  private static final int DAYS_AHEAD = 22;

  /** Copies. */
  public Calendar {
    windows = List.copyOf(windows);
    freezes = List.copyOf(freezes);
  }

  /**
   * Asks whether a flight of a ring may start or widen at a moment.
   *
   * @return empty when it may; else until when it may not, and why
   */
  public Optional<Closed> closed(RingName ring, Instant at) {
    Optional<Closed> first = obstacle(ring, at);
    Optional<Closed> next = first;
    Instant open = at;
    while (next.isPresent()) {
      open = next.get().until();
      next = obstacle(ring, open);
    }
    Instant until = open;
    return first.map(closed -> new Closed(until, closed.why()));
  }

  /** What stands against a moment first: each ends later than the moment, so the search ends. */
  private Optional<Closed> obstacle(RingName ring, Instant at) {
    return frozen(ring, at).or(() -> outside(ring, at));
  }

  private Optional<Closed> frozen(RingName ring, Instant at) {
    return freezes.stream()
        .flatMap(f -> f.end(ring, at, zone).map(end -> new Closed(end, f.reason())).stream())
        .max(Comparator.comparing(Closed::until))
        .map(c -> new Closed(c.until(), "frozen: " + c.why()));
  }

  private Optional<Closed> outside(RingName ring, Instant at) {
    List<Window> own = windows.stream().filter(w -> w.isFor(ring)).toList();
    if (own.isEmpty() || openings(own, at).anyMatch(o -> o.contains(at))) {
      return Optional.empty();
    }
    Instant next =
        openings(own, at)
            .map(Window.Opening::from)
            .filter(from -> from.isAfter(at))
            .min(Comparator.naturalOrder())
            .orElseThrow();
    String hours = own.stream().map(Window::toString).collect(Collectors.joining("; "));
    return Optional.of(new Closed(next, "outside the windows: " + hours + " (" + zone + ")"));
  }

  /** One that began on the day before may last until now. */
  private Stream<Window.Opening> openings(List<Window> own, Instant at) {
    LocalDate today = at.atZone(zone).toLocalDate();
    return today
        .minusDays(1)
        .datesUntil(today.plusDays(DAYS_AHEAD))
        .flatMap(day -> own.stream().flatMap(w -> w.on(day, zone).stream()));
  }
}
