package dev.updatecenter.capability.format.inf;

import java.util.List;

/**
 * A line of an INF section, continuation joined, comment gone, {@code %strings%} put in.
 *
 * @param key what stands before {@code =}; empty where there is none
 * @param values what stands between commas; at least one, perhaps empty
 * @param line where it begins, from 1
 */
public record InfLine(String key, List<String> values, int line) {
  /** Copies. */
  public InfLine {
    values = List.copyOf(values);
  }
}
