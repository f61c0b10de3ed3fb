package dev.updatecenter.app.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A moment as people read it: to the second. Machines get what is on record. */
final class Moment {
  private Moment() {}

  static String of(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /**
   * The same of a moment in a result.
   *
   * @param moment as ISO 8601 says it, in UTC
   */
  static String of(String moment) {
    return of(Instant.parse(moment));
  }
}
