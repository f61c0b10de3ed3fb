package dev.updatecenter.capability.ledger;

import dev.updatecenter.kernel.core.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Findings of which only the first of each code are kept: a chain of a million records may be wrong
 * at every one. How many are left out is told.
 */
public final class BoundedFindings {
  private static final int KEPT = 100;

  private final List<Finding> kept = new ArrayList<>();
  private final Map<String, Integer> count = new TreeMap<>();

  /** Adds one, unless there are too many of its kind. */
  public void add(Finding finding) {
    if (count.merge(finding.code(), 1, Integer::sum) <= KEPT) {
      kept.add(finding);
    }
  }

  /** What was kept, and a note for each code of which some are missing. */
  public List<Finding> list() {
    List<Finding> all = new ArrayList<>(kept);
    count.forEach(
        (code, found) -> {
          if (found > KEPT) {
            all.add(
                Finding.note(
                    "UC5028", code, (found - KEPT) + " more of " + code + " are not listed"));
          }
        });
    return List.copyOf(all);
  }
}
