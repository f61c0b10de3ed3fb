package dev.updatecenter.capability.tuf;

import java.util.regex.Pattern;

/**
 * A pattern of target paths (TUF 4.5 PATHPATTERN): {@code *} and {@code ?} match inside one
 * segment, never a {@code /}, and never a dot that begins a segment.
 *
 * <p>Other signs that some shell takes for wildcards are refused: clients disagree about them.
 */
public record PathPattern(String value) {
  private static final Pattern FORM =
      Pattern.compile("(?!.*//)[A-Za-z0-9._*?-][A-Za-z0-9._*?/ -]{0,511}(?<!/)");

  /** Refuses patterns that clients might read in different ways. */
  public PathPattern {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a path pattern that all clients agree on: " + value);
    }
  }

  /** Whether the pattern covers a target path, segment by segment. */
  public boolean matches(String target) {
    String[] patterns = value.split("/", -1);
    String[] segments = target.split("/", -1);
    if (patterns.length != segments.length) {
      return false;
    }
    for (int i = 0; i < patterns.length; i++) {
      if (!matches(patterns[i], segments[i])) {
        return false;
      }
    }
    return true;
  }

  /** Goes back to the last star only, so the time is at most the product of the lengths. */
  private static boolean matches(String pattern, String text) {
    if (text.startsWith(".") && !pattern.startsWith(".")) {
      return false;
    }
    int p = 0;
    int star = -1;
    int resume = 0;
    int t = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  @Override
  public String toString() {
    return value;
  }
}
