package dev.updatecenter.capability.authenticode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The record of an app package's signature, with its sizes in zip64 (APPNOTE 4.5.3). */
class WideSignatureMemberTest {
  private static final int END = 22;
  private static final int FIXED = 46;
  private static final int EXTRA = 20;

  private final DefaultAuthenticodeVerifier verifier =
      new DefaultAuthenticodeVerifier(Clock.systemUTC());

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  Path dir;

  private byte[] narrow = {};

  @BeforeEach
  void sign() throws IOException {
    narrow = Files.readAllBytes(SignedSample.MSIX.signed(dir));
  }

  @Test
  void sizesMayStandInZip64() throws IOException {
    assertThat(codes(wide(0, 1, 16))).isEmpty();
  }

  @Test
  void sizesThatAreNotTheContentsAreRefused() throws IOException {
    assertThat(codes(wide(1, 1, 16))).isNotEmpty();
    assertThat(codes(wide(1L << 62, 1, 16))).isNotEmpty();
    assertThat(codes(wide(-1, 1, 16))).isNotEmpty();
  }

  @Test
  void extraFieldOfAnotherKindOrLengthIsRefused() throws IOException {
    assertThat(codes(wide(0, 0x7777, 16))).isNotEmpty();
    assertThat(codes(wide(0, 1, 12))).isNotEmpty();
    assertThat(codes(wide(0, 1, 24))).isNotEmpty();
  }

  @Test
  void unknownSystemIsRefused() throws IOException {
    for (int made : new int[] {0x03, 0x7f, 0x80, 0xff}) {
      byte[] changed = narrow.clone();
      changed[record(ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN)) + 5] = (byte) made;
      assertThat(codes(changed)).as("made by %x", made).contains("UC4034");
    }
  }

  /** The same package; the size says so much more, in a field of that kind and length. */
  private byte[] wide(long more, int kind, int length) {
    ByteBuffer old = ByteBuffer.wrap(narrow).order(ByteOrder.LITTLE_ENDIAN);
    int record = record(old);
    byte[] bytes = Arrays.copyOf(narrow, narrow.length + EXTRA);
    ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int end = narrow.length - END;
    System.arraycopy(narrow, end, bytes, end + EXTRA, END);
    b.putInt(record + 20, -1).putInt(record + 24, -1).putShort(record + 30, (short) EXTRA);
    b.putShort(end, (short) kind).putShort(end + 2, (short) length);
    b.putLong(end + 4, Integer.toUnsignedLong(old.getInt(record + 24)) + more);
    b.putLong(end + 12, Integer.toUnsignedLong(old.getInt(record + 20)));
    b.putInt(end + EXTRA + 12, old.getInt(end + 12) + EXTRA);
    return bytes;
  }

  /** The signature's, which is the last of the directory and has no zip64 yet. */
  private int record(ByteBuffer b) {
    int at = b.capacity() - END - FIXED - "AppxSignature.p7x".length();
    assertThat(b.getInt(at)).isEqualTo(0x02014b50);
    return at;
  }

  private List<String> codes(byte[] content) throws IOException {
    return verifier
        .verify(Files.write(dir.resolve("wide.msix"), content), SignedSample.policy())
        .findings()
        .stream()
        .map(Finding::code)
        .toList();
  }
}
