package dev.updatecenter.stage.validation;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;

/** When a clock on the wall shows a time, where it is put on and back twice a year. */
final class WallClock {
  private WallClock() {}

  /** When it first shows a time; where it jumps over it, the moment of the jump. */
  static Instant first(LocalDateTime time, ZoneId zone) {
    ZoneOffsetTransition jump = zone.getRules().getTransition(time);
    return jump != null && jump.isGap()
        ? jump.getInstant()
        : ZonedDateTime.of(time, zone).withEarlierOffsetAtOverlap().toInstant();
  }

  /** When it last shows a time; where it jumps over it, the moment of the jump. */
  static Instant last(LocalDateTime time, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(time);
    return change != null && change.isOverlap()
        ? ZonedDateTime.of(time, zone).withLaterOffsetAtOverlap().toInstant()
        : first(time, zone);
  }
}
