package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The names of parts: UTF-8, percent-encoded in the ZIP (ECMA-376 part 2, 7.3.4), plain here. */
final class PartName {
  private PartName() {}

  /**
   * The plain name of a ZIP item.
   *
   * @param stored its bytes, one character each
   * @throws MalformedPackageException UC3014 if it is no UTF-8, or a percent sign stands alone
   */
  static String decoded(String stored) throws MalformedPackageException {
    byte[] bytes = stored.getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        plain.write(bytes[i]);
        continue;
      }
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw refused("an entry name has a percent sign without two hexadecimal digits");
      }
      plain.write(high << 4 | low);
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(plain.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw refused("an entry name is no UTF-8");
    }
  }

  private static MalformedPackageException refused(String what) {
    return new MalformedPackageException(EntryNames.NOT_A_FILE_NAME, what);
  }
}
