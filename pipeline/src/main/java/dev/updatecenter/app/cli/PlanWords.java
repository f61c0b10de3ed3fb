package dev.updatecenter.app.cli;

import dev.updatecenter.kernel.document.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a plan binds, line by line: all of it, for whoever approves it answers for all of it. */
final class PlanWords {
  /** Said above already, or digests of what is said. */
  private static final Set<String> NOT_SAID = Set.of("plan", "product", "version");

  private PlanWords() {}

  /**
   * The lines.
   *
   * @param bound as plain values; empty where what the digest binds is not known
   */
  static List<String> of(Map<String, Object> bound) {
    if (bound.isEmpty()) {
      return List.of("what this digest binds is not known here");
    }
    List<String> lines = new ArrayList<>();
    new TreeMap<>(bound)
        .forEach(
            (key, value) -> {
              if (value instanceof List<?> all && !all.isEmpty()) {
                all.forEach(each -> lines.add(key + ": " + text(each)));
              } else if (!NOT_SAID.contains(key)) {
                lines.add(key + ": " + text(value));
              }
            });
    return lines;
  }

  private static String text(Object value) {
    return value instanceof String text ? text : Json.text(value);
  }
}
