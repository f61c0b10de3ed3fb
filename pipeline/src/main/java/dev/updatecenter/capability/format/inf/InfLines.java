package dev.updatecenter.capability.format.inf;

import java.util.Optional;

/**
 * Joins and cleans the lines of an INF ("General syntax rules for INF files": line format,
 * continuation and comments).
 */
final class InfLines {
  private static final char END_OF_FILE = '\u001a';

  private final String text;
  private int at;
  private int line;

  InfLines(String text) {
    int end = text.indexOf(END_OF_FILE);
    this.text = end < 0 ? text : text.substring(0, end);
  }

  /** The next line, comment gone; empty after the last. */
  Optional<LogicalLine> next() {
    if (at > text.length()) {
      return Optional.empty();
    }
    LogicalLine joined = new LogicalLine();
    int blanks = 0;
    boolean goesOn = true;
    while (goesOn && at <= text.length()) {
      String written = written();
      String clean = clean(written);
      goesOn = continues(clean);
      String part = goesOn ? withoutBackslashes(clean) : clean;
      joined.append(part.substring(blanks(part, blanks)), line, 1 + blanks(part, blanks));
      blanks = Integer.MAX_VALUE; // from the second line on they only indent
    }
    return Optional.of(joined);
  }

  /** The next line as it stands there; moves behind its end. */
  private String written() {
    int end = at;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    final String written = text.substring(at, end);
    boolean both = text.startsWith("\r\n", end);
    at = end + (both ? 2 : 1);
    line++;
    return written;
  }

  private static String clean(String written) {
    // A section's name may hold what begins a comment elsewhere.
    int from = 0;
    if (written.stripLeading().startsWith("[")) {
      from = Math.max(0, written.indexOf(']'));
    }
    int comment = LogicalLine.outsideQuotes(written, ';', from);
    return (comment < 0 ? written : written.substring(0, comment)).stripTrailing();
  }

  /** A backslash at the end, unless it stands in quotes. */
  private static boolean continues(String clean) {
    return clean.endsWith("\\")
        && LogicalLine.outsideQuotes(clean + "\0", '\0', 0) >= 0
        && !clean.stripLeading().startsWith("[");
  }

  /** Of two at the end Windows ignores the first and takes the second for the continuator. */
  private static String withoutBackslashes(String clean) {
    int end = clean.length();
    while (end > 0 && clean.charAt(end - 1) == '\\') {
      end--;
    }
    return clean.substring(0, end);
  }

  private static int blanks(String part, int most) {
    int count = 0;
    while (count < most && count < part.length() && Character.isWhitespace(part.charAt(count))) {
      count++;
    }
    return count;
  }
}
