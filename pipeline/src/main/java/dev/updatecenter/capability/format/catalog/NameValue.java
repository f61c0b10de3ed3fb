package dev.updatecenter.capability.format.catalog;

import dev.updatecenter.capability.format.MalformedPackageException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * CAT_NAMEVALUE (mscat.h, CRYPTCATATTRIBUTE): a named text.
 *
 * <pre>
 * SEQUENCE { name BMPString, flags INTEGER, value OCTET STRING }
 * </pre>
 *
 * @param name such as {@code File}
 * @param value without its closing NUL; characters that do not print are '?'
 */
record NameValue(String name, String value) {
  static final String OID = "1.3.6.1.4.1.311.12.2.1";

  /**
   * CRYPTCAT_ATTR_NAMEASCII or plain, authenticated, data as text: what makers of catalogs write.
   */
  static final int TEXT_FLAGS = 0x10010001;

  // CRYPTCAT_ATTR_DATABASE64: it was given in Base64, and lies here as the bytes that came of it.
  private static final int BYTES = 0x00020000;
  private static final int LONGEST = 32_767;

  /** Reads one from what holds it: a SET, or the OCTET STRING of an extension. */
  static NameValue read(DerCursor holder) throws MalformedPackageException {
    DerCursor pair = holder.enter(DerCursor.SEQUENCE, "named value");
    String name =
        new String(pair.bytes(DerCursor.BMP_STRING, "name of a value"), StandardCharsets.UTF_16BE);
    int flags = flags(pair.bytes(DerCursor.INTEGER, "flags of a value"));
    byte[] raw = pair.bytes(DerCursor.OCTETS, "value");
    if (name.length() > LONGEST || raw.length > 2 * LONGEST) {
      throw holder.fault("a named value longer than any path");
    }
    String value =
        new String(raw, (flags & BYTES) != 0 ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16LE);
    return new NameValue(printable(name), printable(value));
  }

  private static int flags(byte[] integer) {
    int flags = 0;
    for (byte b : Arrays.copyOfRange(integer, Math.max(0, integer.length - 4), integer.length)) {
      flags = flags << 8 | (b & 0xff);
    }
    return flags;
  }

  private static String printable(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == 0) {
      end--;
    }
    StringBuilder shown = new StringBuilder(end);
    text.substring(0, end).codePoints().map(NameValue::shown).forEach(shown::appendCodePoint);
    return shown.toString();
  }

  private static int shown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          '?';
      default -> c;
    };
  }
}
