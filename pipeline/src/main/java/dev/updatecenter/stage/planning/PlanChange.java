package dev.updatecenter.stage.planning;

import dev.updatecenter.kernel.document.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One key in which two plans differ.
 *
 * @param key its path, such as {@code rings[1].gate.soakMillis}
 * @param was what it said; empty where there was none
 * @param now what it says; empty where there is none
 */
public record PlanChange(String key, Optional<String> was, Optional<String> now) {
  private static final int MOST_SHOWN = 80;

  /** All in which two plans differ, by key; empty for the same. */
  public static List<PlanChange> between(Map<String, ?> was, Map<String, ?> now) {
    List<PlanChange> changes = new ArrayList<>();
    compare("", was, now, changes);
    return List.copyOf(changes);
  }

  private static void compare(String key, Object was, Object now, List<PlanChange> changes) {
    if (was instanceof Map<?, ?> before && now instanceof Map<?, ?> after) {
      TreeSet<String> keys = new TreeSet<>();
      before.keySet().forEach(k -> keys.add(String.valueOf(k)));
      after.keySet().forEach(k -> keys.add(String.valueOf(k)));
      for (String k : keys) {
        member(key.isEmpty() ? k : key + "." + k, before.get(k), after.get(k), changes);
      }
    } else if (was instanceof List<?> before && now instanceof List<?> after) {
      for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
        Object left = i < before.size() ? before.get(i) : null;
        Object right = i < after.size() ? after.get(i) : null;
        member(key + "[" + i + "]", left, right, changes);
      }
    } else if (!same(was, now)) {
      changes.add(new PlanChange(key, Optional.of(shown(was)), Optional.of(shown(now))));
    }
  }

  private static void member(
      String key, @Nullable Object was, @Nullable Object now, List<PlanChange> changes) {
    if (was != null && now != null) {
      compare(key, was, now, changes);
    } else if (was != null || now != null) {
      changes.add(
          new PlanChange(
              key,
              Optional.ofNullable(was).map(PlanChange::shown),
              Optional.ofNullable(now).map(PlanChange::shown)));
    }
  }

  /** A number that was read is a long, one of a plan may be an int. */
  private static boolean same(Object was, Object now) {
    return String.valueOf(was).equals(String.valueOf(now));
  }

  private static String shown(Object value) {
    String text =
        value instanceof Collection<?> || value instanceof Map<?, ?>
            ? Json.text(value)
            : String.valueOf(value);
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN - 1) + "…";
  }

  /** For people. */
  @Override
  public String toString() {
    if (was.isEmpty()) {
      return key + " is new: " + now.orElse("");
    }
    return key + (now.isEmpty() ? " is gone, was " : " is " + now.get() + ", was ") + was.get();
  }
}
