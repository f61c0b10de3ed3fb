package dev.updatecenter.stage.validation;

import dev.updatecenter.kernel.core.RingName;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.zone.ZoneOffsetTransition;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Hours of some days of the week in which flights may start and widen.
 *
 * @param days the days on which it begins; empty for every day
 * @param from when it begins, by a clock on the wall
 * @param to when it ends, likewise; not later than {@code from} means on the next day, so 00:00 is
 *     the end of the day
 * @param rings which rings it is for; empty for all
 */
public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to, Set<RingName> rings) {
  /** Copies. */
  public Window {
    days = days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : EnumSet.copyOf(days);
    days = java.util.Collections.unmodifiableSet(days);
    rings = Set.copyOf(rings);
  }

  /** Whether it says anything of a ring. */
  boolean isFor(RingName ring) {
    return rings.isEmpty() || rings.contains(ring);
  }

  /** A stretch of time: from its first moment until before its end. */
  record Opening(Instant from, Instant end) {
    boolean contains(Instant at) {
      return !at.isBefore(from) && at.isBefore(end);
    }
  }

  /** The opening that begins on a day; nothing on other days, and when the clock jumps over it. */
  Optional<Opening> on(LocalDate day, ZoneId zone) {
    if (!days.contains(day.getDayOfWeek())) {
      return Optional.empty();
    }
    LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
    Opening opening = new Opening(instant(day.atTime(from), zone), instant(last.atTime(to), zone));
    return opening.from().isBefore(opening.end()) ? Optional.of(opening) : Optional.empty();
  }

  /**
   * When a clock on the wall first shows a time, or the first later one where it jumps over it. Of
   * an hour that it runs through twice the first counts.
   */
  private static Instant instant(LocalDateTime time, ZoneId zone) {
    ZoneOffsetTransition jump = zone.getRules().getTransition(time);
    return jump != null && jump.isGap()
        ? jump.getInstant()
        : ZonedDateTime.of(time, zone).withEarlierOffsetAtOverlap().toInstant();
  }

  /** Such as {@code Mon, Tue 08:00-17:00}. */
  @Override
  public String toString() {
    String on =
        days.size() == DayOfWeek.values().length
            ? "daily"
            : new TreeSet<>(days)
                .stream()
                    .map(d -> d.getDisplayName(TextStyle.SHORT, Locale.ENGLISH))
                    .collect(Collectors.joining(", "));
    return on + " " + from + "-" + to;
  }
}
