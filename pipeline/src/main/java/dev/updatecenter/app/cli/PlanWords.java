package dev.updatecenter.app.cli;

import dev.updatecenter.kernel.core.RingName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a plan binds, line by line: all of it, for whoever approves it answers for all of it. */
final class PlanWords {
  /** Said above already. */
  private static final Set<String> NOT_SAID = Set.of("plan", "product", "version");

  /** Digests, which say least: they come last. */
  private static final List<String> DIGESTS = List.of("submission", "release", "policy", "model");

  private static final String RINGS = "rings";
  private static final String RING = "ring";
  private static final String MILLIS = "Millis";

  private PlanWords() {}

  /**
   * The lines.
   *
   * @param bound as plain values; empty where what the digest binds is not known
   * @param release what the plan of the release binds that a flight's plan names; empty for none
   * @param ring the ring that a flight moves: of the release's rings that one is told
   */
  static List<String> of(
      Map<String, Object> bound, Map<String, Object> release, Optional<RingName> ring) {
    if (bound.isEmpty()) {
      return List.of("what this digest binds is not known here");
    }
    List<String> lines = new ArrayList<>(said(bound));
    if (!release.isEmpty()) {
      Map<String, Object> told = new TreeMap<>(release);
      DIGESTS.forEach(told::remove);
      ring.ifPresent(r -> told.computeIfPresent(RINGS, (key, rings) -> only(r, rings)));
      lines.add("by the plan of the release:");
      said(told).forEach(line -> lines.add("  " + line));
    }
    for (String key : DIGESTS) {
      Optional.ofNullable(bound.get(key)).ifPresent(v -> lines.add(key + ": " + text(key, v)));
    }
    return lines;
  }

  private static Object only(RingName ring, Object rings) {
    return rings instanceof List<?> all
        ? all.stream()
            .filter(each -> each instanceof Map<?, ?> m && ring.value().equals(m.get(RING)))
            .toList()
        : rings;
  }

  private static List<String> said(Map<String, Object> bound) {
    List<String> lines = new ArrayList<>();
    new TreeMap<>(bound)
        .forEach(
            (key, value) -> {
              if (value instanceof List<?> all && !all.isEmpty()) {
                all.forEach(each -> lines.add(name(key) + ": " + text(key, each)));
              } else if (!NOT_SAID.contains(key) && !DIGESTS.contains(key)) {
                lines.add(name(key) + ": " + text(key, value));
              }
            });
    return lines;
  }

  private static String name(String key) {
    return key.endsWith(MILLIS) ? key.substring(0, key.length() - MILLIS.length()) : key;
  }

  private static String text(String key, Object value) {
    if (value instanceof Map<?, ?> members) {
      return new TreeMap<>(members)
          .entrySet().stream()
              .map(
                  e ->
                      name(e.getKey().toString()) + " " + text(e.getKey().toString(), e.getValue()))
              .collect(Collectors.joining(", ", "{ ", " }"));
    }
    if (value instanceof List<?> all) {
      return all.isEmpty()
          ? "none"
          : all.stream().map(each -> text(key, each)).collect(Collectors.joining(", "));
    }
    return key.endsWith(MILLIS) && value instanceof Number millis
        ? time(Duration.ofMillis(millis.longValue()))
        : String.valueOf(value);
  }

  /** As release.yaml may write it, and exactly. */
  private static String time(Duration time) {
    if (time.equals(Duration.ofHours(time.toHours()))) {
      return time.toHours() + "h";
    }
    if (time.equals(Duration.ofMinutes(time.toMinutes()))) {
      return time.toMinutes() + "m";
    }
    return time.equals(Duration.ofSeconds(time.toSeconds()))
        ? time.toSeconds() + "s"
        : time.toMillis() + "ms";
  }
}
