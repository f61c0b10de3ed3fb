package dev.updatecenter.app.api.ci;

/** Text out of content that nobody vouches for, as documents and terminals can take it. */
public final class CleanText {
  private static final int REPLACEMENT = 0xFFFD;

  private CleanText() {}

  /** One line: what would end it, move a cursor or turn the text's direction becomes U+FFFD. */
  public static String line(String text) {
    return text.codePoints()
        .map(c -> isLineSafe(c) ? c : REPLACEMENT)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Several lines: as {@link #line}, but for tabs and the ends of lines. */
  public static String text(String text) {
    return text.codePoints()
        .map(c -> c == '\n' || c == '\t' || isLineSafe(c) ? c : REPLACEMENT)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isLineSafe(int c) {
    int type = Character.getType(c);
    // XML 1.0 2.2 Char has no half surrogates, no U+FFFE, U+FFFF and hardly a control character.
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.SURROGATE
        && (c & 0xFFFE) != 0xFFFE;
  }
}
