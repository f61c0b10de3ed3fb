package dev.updatecenter.stage.submission;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and shares as people write them: {@code 12h}, {@code 97%}. */
public final class Amounts {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})([smhd])");
  private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,4})?)%");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private Amounts() {}

  /**
   * Parses a number of seconds, minutes, hours or days.
   *
   * @throws IllegalArgumentException for another form
   */
  public static Duration duration(String text) {
    Matcher m = DURATION.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException("not a duration such as 30m, 12h or 2d: " + text);
    }
    long amount = Long.parseLong(m.group(1));
    return switch (m.group(2).charAt(0)) {
      case 's' -> Duration.ofSeconds(amount);
      case 'm' -> Duration.ofMinutes(amount);
      case 'h' -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  /**
   * Parses a share of 0 % to 100 %.
   *
   * @return 0 to 100
   * @throws IllegalArgumentException for another form or more than 100 %
   */
  public static double percent(String text) {
    Matcher m = PERCENT.matcher(text);
    if (m.matches()) {
      BigDecimal value = new BigDecimal(m.group(1));
      if (value.compareTo(HUNDRED) <= 0) {
        return value.doubleValue();
      }
    }
    throw new IllegalArgumentException("not a share from 0% to 100%: " + text);
  }
}
