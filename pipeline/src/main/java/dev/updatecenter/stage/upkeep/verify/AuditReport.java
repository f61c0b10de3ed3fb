package dev.updatecenter.stage.upkeep.verify;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import java.util.List;

/**
 * What an audit came to.
 *
 * @param findings gravest first
 * @param exit how a process ends: 0, 3 for what devices put up with, 11 for what they refuse, 12
 *     for what has expired, 13 or 14 for what could not be read; the highest
 */
public record AuditReport(List<ProductAudit> products, List<Finding> findings, ExitCode exit) {
  /** Copies. */
  public AuditReport {
    products = List.copyOf(products);
    findings = List.copyOf(findings);
  }
}
