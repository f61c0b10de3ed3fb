package dev.updatecenter.kernel.document;

import dev.updatecenter.kernel.core.SourcePosition;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text that is UTF-8 and nothing else: two readers of one file must not see two texts. */
final class Utf8 {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int BLOCK = 8192;

  private Utf8() {}

  /**
   * Decodes a document; a byte order mark before it is dropped (RFC 8259 8.1).
   *
   * @param file its name in messages
   * @throws MalformedDocumentException naming the line of the first byte that is not UTF-8
   */
  static String decode(byte[] content, String file) throws MalformedDocumentException {
    require(content, file);
    String text = new String(content, StandardCharsets.UTF_8);
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  /** As {@link #decode}, for whoever reads the bytes itself; in constant memory. */
  static void require(byte[] content, String file) throws MalformedDocumentException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.wrap(content);
    CharBuffer block = CharBuffer.allocate(BLOCK);
    int line = 1;
    int column = 1;
    CoderResult result = CoderResult.OVERFLOW;
    while (result.isOverflow()) {
      result = decoder.decode(bytes, block.clear(), true);
      block.flip();
      while (block.hasRemaining()) {
        boolean newLine = block.get() == '\n';
        line += newLine ? 1 : 0;
        column = newLine ? 1 : column + 1;
      }
    }
    if (result.isError()) {
      throw new MalformedDocumentException(
          new SourcePosition(file, line, column), "not UTF-8 text: here stands no character");
    }
  }
}
