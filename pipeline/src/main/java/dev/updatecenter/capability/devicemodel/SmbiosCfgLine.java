package dev.updatecenter.capability.devicemodel;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of an SMBIOS.CFG. */
sealed interface SmbiosCfgLine {
  /** Tells the line's content to whom it concerns. */
  void record(Sink<Entry> entries, Sink<Malformed> malformed, int number);

  /** Takes a line of one kind with its number. */
  interface Sink<T> {
    void take(T line, int number);
  }

  /** A comment, a directive, an empty line, hex data: nothing that concerns identity. */
  record Other() implements SmbiosCfgLine {
    @Override
    public void record(Sink<Entry> entries, Sink<Malformed> malformed, int number) {}
  }

  /**
   * A string entry.
   *
   * @param type of the structure
   * @param offset in it; absent for XX
   * @param text between the quotes
   * @param column of the opening quote, from 1
   */
  record Entry(int type, OptionalInt offset, String text, int column) implements SmbiosCfgLine {
    @Override
    public void record(Sink<Entry> entries, Sink<Malformed> malformed, int number) {
      entries.take(this, number);
    }
  }

  /**
   * A line that follows no rule.
   *
   * @param what is wrong with it
   * @param column where, from 1
   * @param ofIdentity whether it sets one of the six fields
   */
  record Malformed(String what, int column, boolean ofIdentity) implements SmbiosCfgLine {
    @Override
    public void record(Sink<Entry> entries, Sink<Malformed> malformed, int number) {
      malformed.take(this, number);
    }
  }

  /** Reads one line without its end. */
  static SmbiosCfgLine parse(String line) {
    String text = line.strip();
    if (text.isEmpty()
        || text.startsWith("#")
        || Grammar.DIRECTIVE.matcher(text).matches()
        || Grammar.TITLE.matcher(text).matches()) {
      return new Other();
    }
    Matcher head = Grammar.HEAD.matcher(line);
    if (!head.lookingAt()) {
      return new Malformed("not Type,Offset,DataType,Data: " + Grammar.shortened(text), 1, false);
    }
    boolean identity = Grammar.isIdentity(head);
    int column = head.end() + 1;
    if (head.group(3).equalsIgnoreCase("I")) {
      return Grammar.HEX.matcher(line).region(head.end(), line.length()).matches()
          ? new Other()
          : new Malformed("the data are not hex bytes", column, identity);
    }
    Matcher quoted = Grammar.QUOTED.matcher(line).region(head.end(), line.length());
    return quoted.matches()
        ? new Entry(
            Integer.parseInt(head.group(1), 16), Grammar.offset(head), quoted.group(1), column)
        : new Malformed("the string is not one in double quotes", column, identity);
  }

  /** The forms of a line; each pattern is linear in the line. */
  final class Grammar {
    private static final Pattern DIRECTIVE =
        Pattern.compile("(?i)(CFG|VER):.*|ADD:\\s*[0-9A-F]+\\s*(#.*)?");
    private static final Pattern TITLE =
        Pattern.compile("(?i)Type\\s*,\\s*Offset\\s*,\\s*Data\\s?Type\\s*,\\s*Data\\s*");
    private static final Pattern HEAD =
        Pattern.compile(
            "\\s*([0-9A-Fa-f]{2})\\s*,\\s*([0-9A-Fa-f]{2}|[Xx]{2})\\s*,\\s*([ISis])\\s*,\\s*+");
    private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{2}[\\s,]*+)++(#.*)?");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*+)\"\\s*+(#.*)?");

    private Grammar() {}

    private static OptionalInt offset(Matcher head) {
      return head.group(2).equalsIgnoreCase("XX")
          ? OptionalInt.empty()
          : OptionalInt.of(Integer.parseInt(head.group(2), 16));
    }

    private static boolean isIdentity(Matcher head) {
      OptionalInt offset = offset(head);
      return offset.isPresent()
          && SmbiosField.at(Integer.parseInt(head.group(1), 16), offset.getAsInt()).isPresent();
    }

    private static String shortened(String text) {
      return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
  }
}
