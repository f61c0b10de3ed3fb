package dev.updatecenter.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A request or an answer as it stands on the line (RFC 9112), for whoever passes it on.
 *
 * @param head from the first line to the empty line, both included
 * @param body as it was framed, chunks and all
 */
@SuppressWarnings("ArrayRecordComponent") // Passed on, never compared.
record HttpMessage(byte[] head, byte[] body) {
  private static final int MAX_HEAD = 1 << 16;

  /** Reads a request; null where the client is done. */
  static @org.jspecify.annotations.Nullable HttpMessage request(InputStream in) throws IOException {
    byte[] head = head(in);
    return head.length == 0 ? null : new HttpMessage(head, body(in, text(head), false));
  }

  /** Reads the answer to a request. */
  static HttpMessage answer(InputStream in, HttpMessage request) throws IOException {
    byte[] head = head(in);
    if (head.length == 0) {
      throw new EOFException("no answer");
    }
    String text = text(head);
    String status = text.substring(9, 12);
    boolean empty =
        text(request.head).startsWith("HEAD ") || status.equals("204") || status.equals("304");
    return new HttpMessage(head, empty ? new byte[0] : body(in, text, true));
  }

  private static byte[] head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < 4) {
      int b = in.read();
      if (b < 0 || head.size() == MAX_HEAD) {
        return new byte[0];
      }
      head.write(b);
      matched = b == "\r\n\r\n".charAt(matched) ? matched + 1 : b == '\r' ? 1 : 0;
    }
    return head.toByteArray();
  }

  private static byte[] body(InputStream in, String head, boolean untilEnd) throws IOException {
    if (field(head, "transfer-encoding").equalsIgnoreCase("chunked")) {
      return chunks(in);
    }
    String length = field(head, "content-length");
    if (length.isEmpty()) {
      return untilEnd && field(head, "connection").equalsIgnoreCase("close")
          ? in.readAllBytes()
          : new byte[0];
    }
    byte[] body = in.readNBytes(Integer.parseInt(length));
    if (body.length != Integer.parseInt(length)) {
      throw new EOFException("a body was cut off");
    }
    return body;
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (true) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = in.read(); b != '\n'; b = in.read()) {
        if (b < 0) {
          throw new EOFException("a chunk was cut off");
        }
        line.write(b);
      }
      line.write('\n');
      all.write(line.toByteArray());
      int length = Integer.parseInt(text(line.toByteArray()).strip().split(";", 2)[0], 16);
      all.write(in.readNBytes(length + 2));
      if (length == 0) {
        return all.toByteArray();
      }
    }
  }

  private static String field(String head, String name) {
    return head.lines()
        .skip(1)
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
