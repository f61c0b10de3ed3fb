package dev.updatecenter.capability.format.inf;

/**
 * A text of an INF, and where it begins.
 *
 * @param text quotes gone, {@code %strings%} put in
 * @param line from 1
 * @param column from 1, in characters of the line as written
 */
public record InfValue(String text, int line, int column) {
  private static final int SHOWN = 120;

  /** Whether it is the word given, ignoring case. */
  public boolean is(String word) {
    return text.equalsIgnoreCase(word);
  }

  /** The text in quotes, short enough and plain enough for a message. */
  public String shown() {
    return shown(text);
  }

  static String shown(String text) {
    return "'" + bare(text) + "'";
  }

  /** Without quotes. */
  static String bare(String text) {
    String cut = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    StringBuilder out = new StringBuilder();
    cut.codePoints().forEach(c -> out.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return out.toString();
  }
}
