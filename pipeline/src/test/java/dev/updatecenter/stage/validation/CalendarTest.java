package dev.updatecenter.stage.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.RingName;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final RingName PREVIEW = RingName.PREVIEW;
  private static final RingName GENERAL = RingName.GENERAL_AVAILABILITY;
  private static final Set<DayOfWeek> WORKDAYS =
      Set.of(
          DayOfWeek.MONDAY,
          DayOfWeek.TUESDAY,
          DayOfWeek.WEDNESDAY,
          DayOfWeek.THURSDAY,
          DayOfWeek.FRIDAY);

  @Test
  void isAlwaysOpenWithoutWindowsAndFreezes() {
    assertThat(Calendar.ALWAYS_OPEN.closed(PREVIEW, Instant.EPOCH)).isEmpty();
  }

  /** 2026-11-20 is a Friday; Berlin is one hour ahead of UTC in winter, two in summer. */
  @ParameterizedTest
  @CsvSource({
    "2026-11-20T06:59:59Z, 2026-11-20T07:00:00Z",
    "2026-11-20T07:00:00Z,",
    "2026-11-20T15:59:59Z,",
    "2026-11-20T16:00:00Z, 2026-11-23T07:00:00Z",
    "2026-11-22T12:00:00Z, 2026-11-23T07:00:00Z",
    "2026-07-17T05:59:59Z, 2026-07-17T06:00:00Z",
    "2026-07-17T06:00:00Z,",
    // The clocks change in the night to the Sunday between the Friday and the Monday.
    "2026-10-23T15:00:00Z, 2026-10-26T07:00:00Z",
    "2026-03-27T16:00:00Z, 2026-03-30T06:00:00Z",
  })
  void opensWithItsWindowByTheClocksOfItsZone(Instant at, Instant until) {
    assertThat(until(windows(WORKDAYS, "08:00", "17:00"), at))
        .isEqualTo(Optional.ofNullable(until));
  }

  @ParameterizedTest
  @CsvSource({
    // Saturday night to Sunday morning, one begin a week.
    "2026-11-21T20:59:59Z, 2026-11-21T21:00:00Z",
    "2026-11-21T21:00:00Z,",
    "2026-11-22T02:59:59Z,",
    "2026-11-22T03:00:00Z, 2026-11-28T21:00:00Z",
    // 22:00 to 04:00 in the night in which the hour from 2 to 3 comes twice: seven hours.
    "2026-10-24T20:00:00Z,",
    "2026-10-25T02:59:59Z,",
    "2026-10-25T03:00:00Z, 2026-10-31T21:00:00Z",
  })
  void lastsPastMidnight(Instant at, Instant until) {
    assertThat(until(windows(Set.of(DayOfWeek.SATURDAY), "22:00", "04:00"), at))
        .isEqualTo(Optional.ofNullable(until));
  }

  @ParameterizedTest
  @CsvSource({
    // 02:15 to 02:45 of 2026-10-25 comes twice; the first counts.
    "2026-10-25T00:14:59Z, 2026-10-25T00:15:00Z",
    "2026-10-25T00:15:00Z,",
    "2026-10-25T00:45:00Z, 2026-11-01T01:15:00Z",
    "2026-10-25T01:20:00Z, 2026-11-01T01:15:00Z",
    // and never on 2026-03-29.
    "2026-03-28T12:00:00Z, 2026-04-05T00:15:00Z",
    "2026-03-29T01:00:00Z, 2026-04-05T00:15:00Z",
  })
  void opensOnceWhereTheClockGoesBackAndNotAtAllWhereItJumps(Instant at, Instant until) {
    assertThat(until(windows(Set.of(DayOfWeek.SUNDAY), "02:15", "02:45"), at))
        .isEqualTo(Optional.ofNullable(until));
  }

  @ParameterizedTest
  @CsvSource({
    // Of 01:30 to 02:30, and of 02:30 to 04:00, what the jump from 2 to 3 leaves.
    "01:30, 02:30, 2026-03-29T00:59:59Z,",
    "01:30, 02:30, 2026-03-29T01:00:00Z, 2026-04-04T23:30:00Z",
    "02:30, 04:00, 2026-03-29T00:59:59Z, 2026-03-29T01:00:00Z",
    "02:30, 04:00, 2026-03-29T01:59:59Z,",
  })
  void keepsWhatAJumpOfTheClockLeaves(String from, String to, Instant at, Instant until) {
    assertThat(until(windows(Set.of(DayOfWeek.SUNDAY), from, to), at))
        .isEqualTo(Optional.ofNullable(until));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-18T16:59:59Z,",
    "2026-12-18T17:00:00Z, 2027-01-03T23:00:00Z",
    "2027-01-03T22:59:59Z, 2027-01-03T23:00:00Z",
    "2027-01-03T23:00:00Z,",
  })
  void isClosedFromTheBeginOfAFreezeUntilItsEnd(Instant at, Instant until) {
    assertThat(until(frozen("2026-12-18T18:00", "2027-01-04T00:00"), at))
        .isEqualTo(Optional.ofNullable(until));
  }

  /** From the first 02:30 to the second: three instants an hour apart or less, all frozen. */
  @ParameterizedTest
  @CsvSource({
    "2026-10-25T00:29:59Z,",
    "2026-10-25T00:30:00Z, 2026-10-25T01:45:00Z",
    "2026-10-25T01:00:00Z, 2026-10-25T01:45:00Z",
    "2026-10-25T01:45:00Z,",
  })
  void frozenHoursThatComeTwiceAreFrozenTwice(Instant at, Instant until) {
    assertThat(until(frozen("2026-10-25T02:30", "2026-10-25T02:45"), at))
        .isEqualTo(Optional.ofNullable(until));
  }

  @Test
  void looksPastFreezesAndWindowsThatFollowOneAnother() {
    Calendar calendar =
        new Calendar(
            BERLIN,
            List.of(window(WORKDAYS, "08:00", "17:00")),
            List.of(
                freeze("2026-12-21T00:00", "2026-12-28T00:00"),
                freeze("2026-12-27T00:00", "2027-01-01T12:00"),
                freeze("2027-01-04T06:00", "2027-01-04T10:00")));

    // Friday the 18th after hours; Monday is frozen, and so on to Monday the 4th at 10.
    assertThat(until(calendar, Instant.parse("2026-12-18T20:00:00Z")))
        .contains(Instant.parse("2027-01-01T11:00:00Z"));
    assertThat(until(calendar, Instant.parse("2027-01-01T18:00:00Z")))
        .contains(Instant.parse("2027-01-04T09:00:00Z"));
  }

  @Test
  void saysWhy() {
    Calendar both =
        new Calendar(
            BERLIN,
            List.of(window(WORKDAYS, "08:00", "17:00")),
            List.of(freeze("2026-12-21T00:00", "2026-12-28T00:00")));

    assertThat(both.closed(PREVIEW, Instant.parse("2026-12-22T09:00:00Z")))
        .get()
        .extracting(Closed::why)
        .isEqualTo("frozen: Holidays");
    assertThat(both.closed(PREVIEW, Instant.parse("2026-11-21T09:00:00Z")))
        .get()
        .extracting(Closed::why)
        .isEqualTo("outside the windows: Mon, Tue, Wed, Thu, Fri 08:00-17:00 (Europe/Berlin)");
  }

  @Test
  void holdsOnlyTheRingsThatItNames() {
    Calendar calendar =
        new Calendar(
            BERLIN,
            List.of(new Window(WORKDAYS, LocalTime.of(8, 0), LocalTime.of(17, 0), Set.of(GENERAL))),
            List.of(
                new Freeze(
                    LocalDateTime.parse("2026-12-21T00:00"),
                    LocalDateTime.parse("2026-12-28T00:00"),
                    "Holidays",
                    Set.of(GENERAL))));
    Instant frozenSaturday = Instant.parse("2026-12-26T09:00:00Z");

    assertThat(calendar.closed(PREVIEW, frozenSaturday)).isEmpty();
    assertThat(calendar.closed(GENERAL, frozenSaturday)).isPresent();
  }

  private static Optional<Instant> until(Calendar calendar, Instant at) {
    return calendar.closed(PREVIEW, at).map(Closed::until);
  }

  private static Calendar windows(Set<DayOfWeek> days, String from, String to) {
    return new Calendar(BERLIN, List.of(window(days, from, to)), List.of());
  }

  private static Window window(Set<DayOfWeek> days, String from, String to) {
    return new Window(days, LocalTime.parse(from), LocalTime.parse(to), Set.of());
  }

  private static Calendar frozen(String from, String to) {
    return new Calendar(BERLIN, List.of(), List.of(freeze(from, to)));
  }

  private static Freeze freeze(String from, String to) {
    return new Freeze(LocalDateTime.parse(from), LocalDateTime.parse(to), "Holidays", Set.of());
  }
}
