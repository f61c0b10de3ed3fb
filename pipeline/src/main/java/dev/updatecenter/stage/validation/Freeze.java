package dev.updatecenter.stage.validation;

import dev.updatecenter.kernel.core.RingName;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;

/**
 * A time in which nothing starts or widens.
 *
 * @param from its first moment, by a clock on the wall
 * @param to the first moment after it, likewise; later than {@code from}
 * @param reason what people are told
 * @param rings which rings it holds; empty for all
 */
public record Freeze(LocalDateTime from, LocalDateTime to, String reason, Set<RingName> rings) {
  /** Copies. */
  public Freeze {
    rings = Set.copyOf(rings);
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a freeze ends after it begins");
    }
  }

  /** When it ends, if it holds a ring at a moment. */
  Optional<Instant> end(RingName ring, Instant at, ZoneId zone) {
    boolean holds = rings.isEmpty() || rings.contains(ring);
    // In the hour that a clock runs through twice, a freeze holds from the first to the second.
    Instant begins = ZonedDateTime.of(from, zone).withEarlierOffsetAtOverlap().toInstant();
    Instant ends = ZonedDateTime.of(to, zone).withLaterOffsetAtOverlap().toInstant();
    return holds && !at.isBefore(begins) && at.isBefore(ends)
        ? Optional.of(ends)
        : Optional.empty();
  }
}
