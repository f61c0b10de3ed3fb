package dev.updatecenter.app.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code refresh}.
 *
 * @param renewed products whose metadata was renewed
 * @param warnings what ends soon, or is over, and needs somebody
 * @param failures products that could not be renewed
 */
public record RefreshJson(
    int schemaVersion,
    List<String> renewed,
    List<WarningJson> warnings,
    List<FailureJson> failures) {
  /** Copies. */
  public RefreshJson {
    renewed = List.copyOf(renewed);
    warnings = List.copyOf(warnings);
    failures = List.copyOf(failures);
  }

  /**
   * Something that ends and that a refresh does not renew.
   *
   * @param code UC5072 for what ends soon, UC5073 for what is over
   * @param subject what, in words
   * @param ends when; null where that cannot be read
   * @param daysLeft whole days; null where {@code ends} is
   */
  public record WarningJson(
      String product,
      String code,
      String subject,
      @Nullable Instant ends,
      @Nullable Long daysLeft,
      String message,
      String fix) {}

  /** A product that could not be renewed, and why. */
  public record FailureJson(String product, ErrorJson.Body error) {}
}
