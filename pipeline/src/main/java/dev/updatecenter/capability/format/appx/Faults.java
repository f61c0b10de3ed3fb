package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers what is wrong, as much as anybody will read: a hostile file could have a million. Each
 * weight counts apart: no number of warnings hides an error.
 */
final class Faults {
  private static final int MOST = 200;

  private final List<Finding> found = new ArrayList<>();
  private final Map<Severity, Integer> told = new EnumMap<>(Severity.class);

  void add(Finding finding) {
    if (told(finding.severity()) < MOST) {
      found.add(finding);
      told.merge(finding.severity(), 1, Integer::sum);
    }
  }

  void add(String code, String message) {
    add(Finding.error(code, "", message));
  }

  void addAll(List<Finding> findings) {
    findings.forEach(this::add);
  }

  boolean full() {
    return told(Severity.ERROR) >= MOST;
  }

  private int told(Severity severity) {
    return told.getOrDefault(severity, 0);
  }

  List<Finding> list() {
    return List.copyOf(found);
  }

  void require() throws MalformedPackageException {
    if (!found.isEmpty()) {
      throw new MalformedPackageException(found);
    }
  }
}
