package dev.updatecenter.stage.validation;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Severity;
import java.util.List;

/**
 * All findings of one run over one submission.
 *
 * @param product whose submission
 * @param version of which release
 * @param submission its digest
 * @param failOn the severity that refuses
 * @param findings gravest first; waived ones are marked, not left out
 */
public record ValidationReport(
    ProductName product,
    PackageVersion version,
    ContentDigest submission,
    Severity failOn,
    List<Finding> findings) {
  /** Copies, in report order. */
  public ValidationReport {
    findings = findings.stream().sorted(Finding.ORDER).distinct().toList();
  }

  /** The findings that refuse the submission. */
  public List<Finding> refusing() {
    return findings.stream().filter(f -> !f.waived() && f.severity().atLeast(failOn)).toList();
  }

  /** Whether nothing refuses it. */
  public boolean passes() {
    return refusing().isEmpty();
  }
}
