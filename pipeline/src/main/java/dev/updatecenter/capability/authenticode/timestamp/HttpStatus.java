package dev.updatecenter.capability.authenticode.timestamp;

import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What the status of an answer says (RFC 9110 15). */
final class HttpStatus {
  private static final int DIGITS_OF_SECONDS = 9;

  private HttpStatus() {}

  /**
   * Passes 200.
   *
   * @throws AuthorityFault for anything else
   */
  static void check(HttpResponse<?> answer) throws AuthorityFault {
    int status = answer.statusCode();
    if (status == 200) {
      return;
    }
    String why = "HTTP status " + status;
    if (status == 429 || status == 503) {
      throw new AuthorityFault(AuthorityFault.Kind.BUSY, why, retryAfter(answer));
    }
    if (status >= 500) {
      throw new AuthorityFault(AuthorityFault.Kind.FAILING, why, retryAfter(answer));
    }
    Optional<String> elsewhere = answer.headers().firstValue("Location");
    boolean moved = status / 100 == 3 && elsewhere.isPresent();
    throw new AuthorityFault(
        AuthorityFault.Kind.REFUSING,
        moved ? why + ", it has moved to " + Told.by(elsewhere.get()) : why);
  }

  // RFC 9110 10.2.3: seconds, or a date; a date is held against the answer's own.
  private static Optional<Duration> retryAfter(HttpResponse<?> answer) {
    Optional<String> value = answer.headers().firstValue("Retry-After").map(String::strip);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get().matches("[0-9]{1," + DIGITS_OF_SECONDS + "}")) {
      return Optional.of(Duration.ofSeconds(Integer.parseInt(value.get())));
    }
    return date(value.get())
        .flatMap(
            then ->
                answer
                    .headers()
                    .firstValue("Date")
                    .flatMap(HttpStatus::date)
                    .map(now -> Duration.between(now, then)))
        .filter(wait -> !wait.isNegative());
  }

  private static Optional<ZonedDateTime> date(String text) {
    try {
      return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
