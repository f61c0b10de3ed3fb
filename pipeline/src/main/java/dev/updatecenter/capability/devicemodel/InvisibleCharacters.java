package dev.updatecenter.capability.devicemodel;

/** Characters that nobody sees, types or compares alike, whichever Java asks. */
final class InvisibleCharacters {
  /**
   * First and last of each run of characters that Unicode counts as letters, marks or symbols, and
   * that are drawn as nothing (Unicode 16, DerivedCoreProperties Default_Ignorable_Code_Point),
   * with the blank Braille cell and the null note head.
   */
  private static final int[][] DRAWN_AS_NOTHING = {
    {0x034F, 0x034F},
    {0x115F, 0x1160},
    {0x17B4, 0x17B5},
    {0x180B, 0x180F},
    {0x2065, 0x2065},
    {0x2800, 0x2800},
    {0x3164, 0x3164},
    {0xFE00, 0xFE0F},
    {0xFFA0, 0xFFA0},
    {0xFFF0, 0xFFF8},
    {0x1D159, 0x1D159},
    {0xE0000, 0xE0FFF},
  };

  private static final int UNDECODABLE = 0xFFFD;

  private InvisibleCharacters() {}

  /** Whether a character has no place in a name; the space has. */
  static boolean has(int c) {
    return switch (Character.getType(c)) {
      // Zero width, bidirectional controls and the byte order mark are FORMAT.
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.SPACE_SEPARATOR -> c != ' ';
      default -> c == UNDECODABLE || isNoncharacter(c) || isDrawnAsNothing(c);
    };
  }

  /** A text without what is blank or invisible at both ends. */
  static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && blank(text.codePointAt(from))) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (to > from && blank(text.codePointBefore(to))) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(from, to);
  }

  private static boolean blank(int c) {
    return c == ' ' || (c != UNDECODABLE && has(c));
  }

  /** What is unassigned today may be a letter tomorrow, but these never (Unicode 23.7). */
  private static boolean isNoncharacter(int c) {
    return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
  }

  private static boolean isDrawnAsNothing(int c) {
    for (int[] run : DRAWN_AS_NOTHING) {
      if (c >= run[0] && c <= run[1]) {
        return true;
      }
    }
    return false;
  }
}
