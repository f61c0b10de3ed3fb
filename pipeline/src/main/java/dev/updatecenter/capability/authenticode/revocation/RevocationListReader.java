package dev.updatecenter.capability.authenticode.revocation;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Reads revocation lists from a file: one in DER, or any number in PEM (RFC 7468 6). */
public final class RevocationListReader {
  /** Most bytes of a file; a list of a million entries has about 50 MB. */
  public static final int MOST_BYTES = 96 << 20;

  private static final String BEGIN = "-----BEGIN X509 CRL-----";
  private static final int BLOCK = 1 << 16;
  private static final int LONGEST_LINE = 128;

  private RevocationListReader() {}

  /**
   * Reads a file.
   *
   * @return at least one list
   * @throws MalformedRevocationException when it holds none, or a broken one
   */
  public static List<RevocationList> read(Path file)
      throws IOException, MalformedRevocationException {
    long size = Files.size(file);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BLOCK)) {
      requireBounded(size);
      in.mark(1);
      if (in.read() == DerCursor.SEQUENCE) {
        return List.of(RevocationList.parse(Files.readAllBytes(file)));
      }
      in.reset();
      return pem(in, size);
    }
  }

  /** Reads bytes that are at hand; they are the list's own from now on. */
  public static List<RevocationList> read(byte[] bytes) throws MalformedRevocationException {
    requireBounded(bytes.length);
    if (bytes.length > 0 && bytes[0] == DerCursor.SEQUENCE) {
      return List.of(RevocationList.parse(bytes));
    }
    try {
      return pem(new ByteArrayInputStream(bytes), bytes.length);
    } catch (IOException e) {
      throw new MalformedRevocationException("it cannot be read", e);
    }
  }

  private static void requireBounded(long size) throws MalformedRevocationException {
    if (size > MOST_BYTES) {
      throw new MalformedRevocationException(
          "it has " + size + " bytes, more than " + MOST_BYTES + " are not read");
    }
  }

  private static List<RevocationList> pem(InputStream in, long size)
      throws IOException, MalformedRevocationException {
    List<RevocationList> lists = new ArrayList<>();
    while (seek(in)) {
      lists.add(RevocationList.parse(block(in, size)));
    }
    if (lists.isEmpty()) {
      throw new MalformedRevocationException("it holds no revocation list");
    }
    return List.copyOf(lists);
  }

  /** Steps behind the next BEGIN line; what stands before it is for people. */
  private static boolean seek(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n' || c == '\r') {
        if (line.toString().strip().equals(BEGIN)) {
          return true;
        }
        line.setLength(0);
      } else if (line.length() < LONGEST_LINE) {
        line.append((char) c);
      }
    }
    return false;
  }

  private static byte[] block(InputStream in, long size)
      throws IOException, MalformedRevocationException {
    try {
      return bytes(Base64.getMimeDecoder().wrap(new UntilDash(in)), size / 4 * 3);
    } catch (IOException e) {
      if (e.getClass() == IOException.class) {
        // What the decoder says of text that is no Base64.
        throw new MalformedRevocationException("it is no Base64", e);
      }
      throw e;
    }
  }

  /** Reads to the end without copies of what may be large; {@code expected} is a guess. */
  private static byte[] bytes(InputStream in, long expected)
      throws IOException, MalformedRevocationException {
    byte[] all = new byte[(int) Math.min(expected, MOST_BYTES) + 1];
    int length = 0;
    for (int count = in.read(all, 0, all.length); count >= 0; ) {
      length += count;
      if (length > MOST_BYTES) {
        throw new MalformedRevocationException("it has more than " + MOST_BYTES + " bytes");
      }
      if (length == all.length) {
        all = Arrays.copyOf(all, length + (length >> 1) + BLOCK);
      }
      count = in.read(all, length, all.length - length);
    }
    return Arrays.copyOf(all, length);
  }

  /** The text of one block: ends where its END line begins. */
  private static final class UntilDash extends InputStream {
    private final InputStream in;

    UntilDash(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      in.mark(1);
      int c = in.read();
      if (c == '-') {
        in.reset();
        return -1;
      }
      return c;
    }

    @Override
    public int read(byte[] into, int offset, int most) throws IOException {
      int count = 0;
      for (int c = 0; count < most && (c = read()) >= 0; count++) {
        into[offset + count] = (byte) c;
      }
      return count == 0 && most > 0 ? -1 : count;
    }
  }
}
