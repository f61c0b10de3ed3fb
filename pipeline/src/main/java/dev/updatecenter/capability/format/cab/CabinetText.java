package dev.updatecenter.capability.format.cab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The texts of a cabinet: at most 255 bytes and a NUL. */
final class CabinetText {
  private static final int MAX = 255;
  // MS-CAB 2.5: a name without the UTF-8 bit is in some ANSI code page; which, it does not say.
  private static final Charset ANSI = Charset.forName("windows-1252");

  private CabinetText() {}

  /**
   * Reads one.
   *
   * @param what it is, for the finding
   */
  static String read(CabinetBytes in, boolean utf8, String what) throws IOException {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    for (int b = in.u1(); b != 0; b = in.u1()) {
      if (raw.size() == MAX) {
        throw CabinetFault.BAD_NAME_ENCODING.exception(what + " is longer than 255 bytes");
      }
      raw.write(b);
    }
    try {
      return (utf8 ? StandardCharsets.UTF_8 : ANSI)
          .newDecoder()
          .decode(ByteBuffer.wrap(raw.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw CabinetFault.BAD_NAME_ENCODING.exception(
          what + " is not " + (utf8 ? "UTF-8" : "text of code page 1252"));
    }
  }
}
