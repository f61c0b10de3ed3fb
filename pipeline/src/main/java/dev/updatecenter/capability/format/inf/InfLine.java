package dev.updatecenter.capability.format.inf;

import java.util.List;

/**
 * An entry of an INF section: continuation joined, comment gone.
 *
 * @param key what stands before {@code =}; its text is empty where there is none, its place then
 *     the entry's
 * @param values what stands between commas; at least one, perhaps empty
 */
public record InfLine(InfValue key, List<InfValue> values) {
  /** Copies. */
  public InfLine {
    values = List.copyOf(values);
  }

  /** The line at which it begins. */
  public int line() {
    return key.line();
  }

  /** A value by its number from 0; empty, at the place of the entry, where it is left out. */
  public InfValue value(int index) {
    return index < values.size() ? values.get(index) : new InfValue("", key.line(), key.column());
  }

  /** The text of {@link #value}. */
  public String text(int index) {
    return value(index).text();
  }
}
