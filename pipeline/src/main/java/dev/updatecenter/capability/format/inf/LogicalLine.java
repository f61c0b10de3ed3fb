package dev.updatecenter.capability.format.inf;

import java.util.ArrayList;
import java.util.List;

/** A line with those that {@code \} joins to it; knows where each of its characters was written. */
final class LogicalLine {
  private final StringBuilder text = new StringBuilder();
  private final List<Piece> pieces = new ArrayList<>();

  /** A part of one written line: its characters stand from {@code start} on. */
  private record Piece(int start, int line, int column) {}

  void append(String part, int line, int column) {
    pieces.add(new Piece(text.length(), line, column));
    text.append(part);
  }

  int length() {
    return text.length();
  }

  char charAt(int index) {
    return text.charAt(index);
  }

  int indexOf(char wanted) {
    return text.indexOf(String.valueOf(wanted));
  }

  boolean isBlank(int from) {
    return skipBlanks(from, text.length()) == text.length();
  }

  /** The first character that is no blank; the length where there is none. */
  int begin() {
    return skipBlanks(0, text.length());
  }

  /** Where a character first stands outside quotes; -1 where it does not. */
  int outsideQuotes(char wanted) {
    return outsideQuotes(text, wanted, 0);
  }

  static int outsideQuotes(CharSequence text, char wanted, int from) {
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == wanted && !quoted) {
        return i;
      }
    }
    return -1;
  }

  boolean hasOpenQuote() {
    return text.chars().filter(c -> c == '"').count() % 2 != 0;
  }

  /** What stands there, blanks around and quotes gone; two quotes inside quotes are one. */
  InfValue value(int from, int to) {
    int begin = skipBlanks(from, to);
    StringBuilder out = new StringBuilder();
    String part = text.substring(begin, to).stripTrailing();
    boolean quoted = false;
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c != '"') {
        out.append(c);
      } else if (quoted && i + 1 < part.length() && part.charAt(i + 1) == '"') {
        out.append('"');
        i++;
      } else {
        quoted = !quoted;
      }
    }
    return at(begin == to ? from : begin, out.toString());
  }

  private int skipBlanks(int from, int to) {
    int at = from;
    while (at < to && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private InfValue at(int index, String value) {
    int low = 0;
    int high = pieces.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (pieces.get(middle).start <= index) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    Piece piece = pieces.get(low);
    return new InfValue(value, piece.line, piece.column + index - piece.start);
  }
}
