package dev.updatecenter.app.api;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.document.Explanation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A finding, as every command prints it. */
public record FindingJson(
    String code,
    String severity,
    String subject,
    @Nullable String file,
    int line,
    int column,
    String message,
    String why,
    String fix,
    boolean waived) {
  /** The shape of one finding; a reason or remedy that it does not bring is that of its code. */
  public static FindingJson of(Finding finding) {
    Finding f = Explanation.complete(finding);
    return new FindingJson(
        f.code(),
        f.severity().wireName(),
        f.subject(),
        f.file(),
        f.line(),
        f.column(),
        f.message(),
        f.why(),
        f.fix(),
        f.waived());
  }

  /** The shapes of several. */
  public static List<FindingJson> of(List<Finding> findings) {
    return findings.stream().map(FindingJson::of).toList();
  }
}
