package dev.updatecenter.capability.format.inf;

import java.util.List;
import java.util.Optional;

/**
 * A section of an INF; those of one name are merged.
 *
 * @param name as it is first written, and where
 * @param lines its entries in order
 */
public record InfSection(InfValue name, List<InfLine> lines) {
  /** Copies. */
  public InfSection {
    lines = List.copyOf(lines);
  }

  /** The first entry with a key, ignoring case. */
  public Optional<InfLine> entry(String key) {
    return lines.stream().filter(l -> l.key().is(key)).findFirst();
  }

  /** The first value of the first entry with a key. */
  public Optional<InfValue> value(String key) {
    return entry(key).map(l -> l.value(0));
  }
}
