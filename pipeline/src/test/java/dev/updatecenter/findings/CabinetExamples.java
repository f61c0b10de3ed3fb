package dev.updatecenter.findings;

import java.util.List;

/** Cabinets, sound and spoiled. */
final class CabinetExamples {
  private CabinetExamples() {}

  static List<FindingExample> all() {
    return List.of();
  }
}
