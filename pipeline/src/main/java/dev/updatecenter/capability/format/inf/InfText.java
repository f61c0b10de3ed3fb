package dev.updatecenter.capability.format.inf;

import dev.updatecenter.capability.format.MalformedPackageException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Turns an INF's bytes into text: UTF-16LE with a byte order mark, else an ANSI code page. */
final class InfText {
  private static final int MAX_BYTES = 8 << 20;
  private static final Charset ANSI = Charset.forName("windows-1252");

  private InfText() {}

  static String decode(byte[] content) throws MalformedPackageException {
    if (content.length > MAX_BYTES) {
      throw new MalformedPackageException("UC3070", "the INF is larger than 8 MiB");
    }
    boolean utf16 = begins(content, 0xFF, 0xFE);
    boolean utf8 = begins(content, 0xEF, 0xBB, 0xBF);
    int mark = utf16 ? 2 : utf8 ? 3 : 0;
    ByteBuffer rest = ByteBuffer.wrap(content, mark, content.length - mark);
    String text;
    try {
      text =
          utf16
              ? StandardCharsets.UTF_16LE.newDecoder().decode(rest).toString()
              : utf8
                  ? StandardCharsets.UTF_8.newDecoder().decode(rest).toString()
                  : ANSI.decode(rest).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedPackageException("UC3070", "the INF is not the text its mark claims", e);
    }
    if (text.indexOf('\0') >= 0) {
      throw new MalformedPackageException(
          "UC3070", "the INF has zero bytes: binary, or UTF-16 without its mark");
    }
    return text;
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
