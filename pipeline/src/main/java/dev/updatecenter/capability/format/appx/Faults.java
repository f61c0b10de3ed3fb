package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.kernel.core.Finding;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong, as much as anybody will read: a hostile file could have a million. */
final class Faults {
  private static final int MOST = 200;

  private final List<Finding> found = new ArrayList<>();

  void add(Finding finding) {
    if (found.size() < MOST) {
      found.add(finding);
    }
  }

  void add(String code, String message) {
    add(Finding.error(code, "", message));
  }

  void addAll(List<Finding> findings) {
    findings.forEach(this::add);
  }

  boolean full() {
    return found.size() >= MOST;
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
