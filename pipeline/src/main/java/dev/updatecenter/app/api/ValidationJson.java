package dev.updatecenter.app.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a release was found to be, as {@code validate} prints it.
 *
 * @param product null, like version and submission, when the document cannot be read
 * @param submission the digest that the submission would have, hex
 * @param passed whether no finding refuses it
 */
public record ValidationJson(
    int schemaVersion,
    @Nullable String product,
    @Nullable String version,
    @Nullable String submission,
    boolean passed,
    List<FindingJson> findings) {
  /** Copies. */
  public ValidationJson {
    findings = List.copyOf(findings);
  }
}
