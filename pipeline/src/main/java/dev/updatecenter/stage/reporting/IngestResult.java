package dev.updatecenter.stage.reporting;

import dev.updatecenter.kernel.core.Finding;
import java.util.List;

/**
 * What one run over the reports brought.
 *
 * @param accepted reports that count from now on
 * @param skipped reports that were settled by an earlier run
 * @param findings what was wrong with the others
 */
public record IngestResult(int accepted, int skipped, List<Finding> findings) {
  /** Copies. */
  public IngestResult {
    findings = List.copyOf(findings);
  }
}
