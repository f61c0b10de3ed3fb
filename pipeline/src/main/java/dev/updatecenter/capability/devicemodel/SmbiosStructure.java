package dev.updatecenter.capability.devicemodel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * One structure (DSP0134 6.1.2), as far as its strings end inside the table.
 *
 * <pre>
 * 00h  type      u8
 * 01h  length    u8     of the formatted area, this header included
 * 02h  handle    u16le
 * 04h  fields, up to length; then the strings, each ended by a NUL, then one NUL more
 * </pre>
 */
final class SmbiosStructure {
  static final int HEADER = 4;

  private final byte[] formatted;
  private final byte[] strings;

  SmbiosStructure(byte[] formatted, byte[] strings) {
    this.formatted = formatted.clone();
    this.strings = strings.clone();
  }

  int type() {
    return Byte.toUnsignedInt(formatted[0]);
  }

  int length() {
    return formatted.length;
  }

  /** The byte at an offset; absent where an older table has no such field. */
  OptionalInt u8(int offset) {
    return offset < formatted.length
        ? OptionalInt.of(Byte.toUnsignedInt(formatted[offset]))
        : OptionalInt.empty();
  }

  /**
   * The string whose number stands at an offset; empty for number 0 (not set, DSP0134 6.1.3), for a
   * field that an older table does not have and for a number without a string.
   */
  String string(int offset) {
    int number = u8(offset).orElse(0);
    int from = 0;
    for (int i = 1; i < number && from < strings.length; i++) {
      from = end(from) + 1;
    }
    if (number == 0 || from >= strings.length) {
      return "";
    }
    return decode(from, end(from));
  }

  /** Whether the string number at an offset names a string that is not there. */
  boolean dangling(int offset) {
    int count = 0;
    for (int from = 0; from < strings.length; from = end(from) + 1) {
      count++;
    }
    return u8(offset).orElse(0) > count;
  }

  private int end(int from) {
    int to = from;
    while (to < strings.length && strings[to] != 0) {
      to++;
    }
    return to;
  }

  /** UTF-8 (DSP0134 6.1.3); what is not becomes U+FFFD, which the rules then name. */
  private String decode(int from, int to) {
    return StandardCharsets.UTF_8
        .decode(ByteBuffer.wrap(Arrays.copyOfRange(strings, from, to)))
        .toString();
  }
}
