package dev.updatecenter.capability.format.inf;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is wrong with one INF, each said once at a place; who has 500 of a weight needs no more of
 * them. Each weight counts apart: no number of warnings hides an error.
 */
final class InfFindings {
  private static final int MOST = 500;

  private final String file;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<Finding> said = new HashSet<>();
  private final Map<Severity, Integer> told = new EnumMap<>(Severity.class);

  InfFindings(String file) {
    this.file = file;
  }

  List<Finding> all() {
    return List.copyOf(findings);
  }

  void error(String code, InfValue where, String message, String why, String fix) {
    add(Finding.error(code, "", message), where, why, fix);
  }

  void warning(String code, InfValue where, String message, String why, String fix) {
    add(Finding.warning(code, "", message), where, why, fix);
  }

  void note(String code, InfValue where, String message, String why, String fix) {
    add(Finding.note(code, "", message), where, why, fix);
  }

  private void add(Finding finding, InfValue where, String why, String fix) {
    if (told.getOrDefault(finding.severity(), 0) < MOST) {
      Finding placed = finding.at(file, where.line(), where.column()).because(why).fixedBy(fix);
      if (said.add(placed)) {
        findings.add(placed);
        told.merge(placed.severity(), 1, Integer::sum);
      }
    }
  }
}
