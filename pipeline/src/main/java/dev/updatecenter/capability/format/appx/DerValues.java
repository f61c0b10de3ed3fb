package dev.updatecenter.capability.format.appx;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** As much DER (X.690) as a distinguished name has, of bytes that the JDK has encoded. */
final class DerValues {
  private DerValues() {}

  /** The values inside a constructed one, each with its tag and length. */
  static List<ByteBuffer> inside(ByteBuffer value) {
    ByteBuffer content = content(value);
    List<ByteBuffer> values = new ArrayList<>();
    while (content.hasRemaining()) {
      int start = content.position();
      content.get();
      int length = length(content);
      int end = content.position() + length;
      values.add(content.slice(start, end - start));
      content.position(end);
    }
    return values;
  }

  /** X.690 8.19. */
  static String oid(ByteBuffer value) {
    ByteBuffer content = content(value);
    StringBuilder oid = new StringBuilder();
    BigInteger arc = BigInteger.ZERO;
    while (content.hasRemaining()) {
      int b = Byte.toUnsignedInt(content.get());
      arc = arc.shiftLeft(7).or(BigInteger.valueOf(b & 0x7F));
      if (b < 0x80) {
        if (oid.length() == 0) {
          int first = Math.min(2, arc.intValue() / 40);
          oid.append(first).append('.').append(arc.intValue() - first * 40);
        } else {
          oid.append('.').append(arc);
        }
        arc = BigInteger.ZERO;
      }
    }
    return oid.toString();
  }

  /** The text of a string, whatever its type; {@code #} and the encoding of anything else. */
  static String text(ByteBuffer value) {
    Charset charset =
        switch (value.get(0)) {
          case 0x0C -> StandardCharsets.UTF_8;
          // NumericString, PrintableString, TeletexString as everyone writes it, IA5String,
          // VisibleString.
          case 0x12, 0x13, 0x14, 0x16, 0x1A -> StandardCharsets.ISO_8859_1;
          case 0x1C -> Charset.forName("UTF-32BE");
          case 0x1E -> StandardCharsets.UTF_16BE;
          default -> null;
        };
    if (charset == null) {
      byte[] all = new byte[value.remaining()];
      value.get(value.position(), all);
      return "#" + HexFormat.of().formatHex(all);
    }
    return charset.decode(content(value)).toString();
  }

  private static ByteBuffer content(ByteBuffer value) {
    ByteBuffer b = value.slice();
    b.get();
    int length = length(b);
    return b.slice(b.position(), length);
  }

  private static int length(ByteBuffer b) {
    int first = Byte.toUnsignedInt(b.get());
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x7F); i++) {
      length = length << 8 | Byte.toUnsignedInt(b.get());
    }
    return length;
  }
}
