package dev.updatecenter.capability.format.inf;

import java.util.ArrayList;
import java.util.List;

/** Quotes, comments and commas of an INF line. Two quotes inside quotes are one. */
final class InfTokens {
  private InfTokens() {}

  static String withoutComment(String line) {
    int comment = outsideQuotes(line, ';');
    return (comment < 0 ? line : line.substring(0, comment)).stripTrailing();
  }

  /** Where a character first stands outside quotes; -1 where it does not. */
  static int outsideQuotes(String text, char wanted) {
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == wanted && !quoted) {
        return i;
      }
    }
    return -1;
  }

  static boolean hasOpenQuote(String text) {
    return text.chars().filter(c -> c == '"').count() % 2 != 0;
  }

  /** What stands between commas; at least one. */
  static List<String> values(String text) {
    List<String> values = new ArrayList<>();
    int from = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        values.add(unquoted(text.substring(from, i)));
        from = i + 1;
      }
    }
    values.add(unquoted(text.substring(from)));
    return values;
  }

  static String unquoted(String text) {
    StringBuilder out = new StringBuilder();
    String stripped = text.strip();
    boolean quoted = false;
    for (int i = 0; i < stripped.length(); i++) {
      char c = stripped.charAt(i);
      if (c != '"') {
        out.append(c);
      } else if (quoted && i + 1 < stripped.length() && stripped.charAt(i + 1) == '"') {
        out.append('"');
        i++;
      } else {
        quoted = !quoted;
      }
    }
    return out.toString();
  }
}
