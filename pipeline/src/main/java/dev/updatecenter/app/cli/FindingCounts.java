package dev.updatecenter.app.cli;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import java.util.List;

/** How many findings there are, in words. */
final class FindingCounts {
  private FindingCounts() {}

  /**
   * Such as {@code 2 errors, 1 warning, 3 notes, 1 waived}; what is waived counts as that alone.
   */
  static String of(List<Finding> findings) {
    long waived = findings.stream().filter(Finding::waived).count();
    return count(findings, Severity.ERROR, "error")
        + ", "
        + count(findings, Severity.WARNING, "warning")
        + ", "
        + count(findings, Severity.NOTE, "note")
        + (waived == 0 ? "" : ", " + waived + " waived");
  }

  private static String count(List<Finding> findings, Severity severity, String word) {
    long n = findings.stream().filter(f -> !f.waived() && f.severity() == severity).count();
    return n + " " + word + (n == 1 ? "" : "s");
  }
}
