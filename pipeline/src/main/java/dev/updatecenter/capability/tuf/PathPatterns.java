package dev.updatecenter.capability.tuf;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Target paths by patterns (TUF 4.5 {@code paths}).
 *
 * @param patterns at least one
 */
public record PathPatterns(List<PathPattern> patterns) implements DelegatedPaths {
  static final String FIELD = "paths";

  /** Copies; refuses a role that is trusted with nothing. */
  public PathPatterns {
    patterns = List.copyOf(patterns);
    if (patterns.isEmpty()) {
      throw new IllegalArgumentException("a delegation names at least one path pattern");
    }
  }

  /** These patterns. */
  public static PathPatterns of(String... patterns) {
    return new PathPatterns(Stream.of(patterns).map(PathPattern::new).toList());
  }

  static PathPatterns parse(List<String> patterns) {
    return of(patterns.toArray(String[]::new));
  }

  @Override
  public boolean cover(String target) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(target));
  }

  @Override
  public void putInto(Map<String, Object> delegation) {
    delegation.put(FIELD, patterns.stream().map(PathPattern::value).toList());
  }
}
