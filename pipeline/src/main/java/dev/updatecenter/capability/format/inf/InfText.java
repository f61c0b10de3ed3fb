package dev.updatecenter.capability.format.inf;

import dev.updatecenter.capability.format.MalformedPackageException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * An INF's bytes as text: UTF-16LE with a byte order mark, else an ANSI code page.
 *
 * @param text without the mark
 * @param encoding how it was written
 */
record InfText(String text, Encoding encoding) {
  private static final int MAX_BYTES = 8 << 20;
  private static final Charset ANSI = Charset.forName("windows-1252");

  /** How an INF is written. */
  enum Encoding {
    /** UTF-16LE with its mark, or ANSI. */
    AS_WINDOWS_READS_IT,
    /** UTF-8 with a mark, which Windows takes for the first three letters. */
    UTF_8_WITH_MARK,
    /** UTF-8 without one: each letter beyond ASCII is read as two or three others. */
    UTF_8
  }

  static InfText decode(byte[] content) throws MalformedPackageException {
    if (content.length > MAX_BYTES) {
      throw new MalformedPackageException("UC3070", "the INF is larger than 8 MiB");
    }
    InfText text = read(content);
    if (text.text.indexOf('\0') >= 0) {
      throw new MalformedPackageException(
          "UC3070", "the INF has zero bytes: binary, or UTF-16 without its mark");
    }
    return text;
  }

  private static InfText read(byte[] content) throws MalformedPackageException {
    if (begins(content, 0xFE, 0xFF)) {
      throw new MalformedPackageException("UC3070", "the INF is UTF-16 with the high byte first");
    }
    if (begins(content, 0xFF, 0xFE)) {
      return new InfText(
          strict(content, 2, StandardCharsets.UTF_16LE), Encoding.AS_WINDOWS_READS_IT);
    }
    if (begins(content, 0xEF, 0xBB, 0xBF)) {
      return new InfText(strict(content, 3, StandardCharsets.UTF_8), Encoding.UTF_8_WITH_MARK);
    }
    return new InfText(
        new String(content, ANSI), isUtf8(content) ? Encoding.UTF_8 : Encoding.AS_WINDOWS_READS_IT);
  }

  private static String strict(byte[] content, int mark, Charset charset)
      throws MalformedPackageException {
    try {
      return charset
          .newDecoder()
          .decode(ByteBuffer.wrap(content, mark, content.length - mark))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedPackageException("UC3070", "the INF is not the text its mark claims", e);
    }
  }

  /** Whether letters beyond ASCII are there and all are UTF-8: by chance that hardly happens. */
  private static boolean isUtf8(byte[] content) {
    boolean ascii = true;
    for (byte b : content) {
      ascii &= b >= 0;
    }
    if (ascii) {
      return false;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean begins(byte[] content, int... mark) {
    if (content.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((content[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
