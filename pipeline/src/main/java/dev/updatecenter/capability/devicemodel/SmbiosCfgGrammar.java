package dev.updatecenter.capability.devicemodel;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one line of an SMBIOS.CFG from left to right; each pattern is linear in the line. */
final class SmbiosCfgGrammar {
  private static final Pattern NOTHING = Pattern.compile("\\s*(?:#.*)?");
  private static final Pattern FREE =
      Pattern.compile("\\s*(?:CFG|VER):.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern ADD = Pattern.compile("\\s*ADD:\\s*+", Pattern.CASE_INSENSITIVE);
  private static final Pattern ADDED = Pattern.compile("[0-9A-Fa-f]++\\s*+(?:#.*)?");
  private static final Pattern TITLE =
      Pattern.compile(
          "\\s*Type\\s*,\\s*Offset\\s*,\\s*Data\\s?Type\\s*,\\s*Data\\s*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SPACE = Pattern.compile("\\s*+");
  private static final Pattern TYPE = Pattern.compile("([0-9A-Fa-f]{2})\\s*+,");
  private static final Pattern OFFSET = Pattern.compile("([0-9A-Fa-f]{2}|[Xx]{2})\\s*+,");
  private static final Pattern DATA_TYPE = Pattern.compile("([ISis])\\s*+,");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*+)\"");
  private static final Pattern BYTES = Pattern.compile("(?:[0-9A-Fa-f]{2}[\\s,]*+)++");

  private final String line;
  private int at;
  private boolean identity;

  private SmbiosCfgGrammar(String line) {
    this.line = line;
  }

  /** Reads a line without its end. */
  static SmbiosCfgLine parse(String line) {
    if (NOTHING.matcher(line).matches()
        || FREE.matcher(line).matches()
        || TITLE.matcher(line).matches()) {
      return new SmbiosCfgLine.Other();
    }
    SmbiosCfgGrammar grammar = new SmbiosCfgGrammar(line);
    return grammar.next(ADD).isPresent() ? grammar.addition() : grammar.entry();
  }

  private SmbiosCfgLine addition() {
    return next(ADDED).isPresent() && at == line.length()
        ? new SmbiosCfgLine.Other()
        : malformed("what is added is not told as a hex number");
  }

  private SmbiosCfgLine entry() {
    Optional<Matcher> type = field(TYPE);
    if (type.isEmpty()) {
      return malformed("not Type,Offset,DataType,Data: " + shortened(line.strip()));
    }
    Optional<Matcher> offset = field(OFFSET);
    if (offset.isEmpty()) {
      return malformed("the offset is neither two hex digits nor XX");
    }
    int structure = Integer.parseInt(type.get().group(1), 16);
    OptionalInt place = place(offset.get().group(1));
    Optional<SmbiosField> named = SmbiosCfgLine.field(structure, place);
    identity = named.isPresent();
    next(SPACE);
    int column = at + 1;
    Optional<Matcher> dataType = next(DATA_TYPE);
    if (dataType.isEmpty()) {
      return malformed("the data type is neither I nor S");
    }
    next(SPACE);
    return dataType.get().group(1).equalsIgnoreCase("S")
        ? string(structure, place)
        : bytes(named, column);
  }

  private SmbiosCfgLine string(int type, OptionalInt offset) {
    int column = at + 1;
    Optional<Matcher> quoted = next(QUOTED);
    if (quoted.isEmpty()) {
      return malformed("the string is not one in double quotes");
    }
    return ends()
        ? new SmbiosCfgLine.Entry(type, offset, quoted.get().group(1), column)
        : malformed("more follows the string");
  }

  private SmbiosCfgLine bytes(Optional<SmbiosField> named, int column) {
    if (next(BYTES).isEmpty() || !ends()) {
      return malformed("the data are not hex bytes");
    }
    return named.isPresent()
        ? new SmbiosCfgLine.AsBytes(named.get(), column)
        : new SmbiosCfgLine.Other();
  }

  private Optional<Matcher> field(Pattern pattern) {
    next(SPACE);
    return next(pattern);
  }

  /** What a pattern matches here; moves behind it. */
  private Optional<Matcher> next(Pattern pattern) {
    Matcher matcher = pattern.matcher(line).region(at, line.length());
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    at = matcher.end();
    return Optional.of(matcher);
  }

  /** Whether but a comment follows; if not, stands at what does. */
  private boolean ends() {
    if (NOTHING.matcher(line).region(at, line.length()).matches()) {
      return true;
    }
    next(SPACE);
    return false;
  }

  private SmbiosCfgLine malformed(String what) {
    return new SmbiosCfgLine.Malformed(what, at + 1, identity);
  }

  private static OptionalInt place(String offset) {
    return offset.equalsIgnoreCase("XX")
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(offset, 16));
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
