package dev.updatecenter.capability.authenticode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.authenticode.SignatureVerdict.Verdict;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No byte of a signed file can be changed, put in or taken out without the verdict changing, but
 * for those that {@link HarmlessBytes} names. The suite tries some of them, the same each time; all
 * of them with {@code -Dupdatecenter.test.everyByte=true}.
 */
class EveryByteTest {
  private static final boolean EVERY = Boolean.getBoolean("updatecenter.test.everyByte");
  private static final int SOME = 80;
  private static final int ENDS = 20;
  private static final long SEED = 4;

  private final DefaultAuthenticodeVerifier verifier =
      new DefaultAuthenticodeVerifier(Clock.systemUTC());

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  Path dir;

  @ParameterizedTest
  @EnumSource
  void changedByteIsNeverValidButWhereDocumented(SignedSample sample) throws IOException {
    byte[] whole = signed(sample);
    Set<Integer> harmless = HarmlessBytes.of(sample, whole);
    List<Integer> missed =
        places(whole.length)
            .parallel()
            .filter(at -> !harmless.contains(at))
            .filter(at -> changes(whole, at).anyMatch(changed -> valid(changed)))
            .boxed()
            .sorted()
            .toList();
    assertThat(missed).as("bytes of " + sample).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void bytesPutInOrTakenOutAreNeverValid(SignedSample sample) throws IOException {
    byte[] whole = signed(sample);
    List<Integer> missed =
        places(whole.length + 1)
            .parallel()
            .filter(at -> valid(with(whole, at, 8)) || valid(with(whole, at, -8)))
            .boxed()
            .sorted()
            .toList();
    assertThat(missed).as("bytes of " + sample).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void truncatedFileIsNeverValid(SignedSample sample) throws IOException {
    byte[] whole = signed(sample);
    assertThat(
            places(whole.length)
                .parallel()
                .filter(length -> valid(Arrays.copyOf(whole, length)))
                .boxed()
                .toList())
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"EXE", "EXE32", "DLL", "SYS"})
  void wrongChecksumOfAnImageIsAWarning(SignedSample sample) throws IOException {
    byte[] whole = signed(sample);
    for (int at : HarmlessBytes.checksum(whole)) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x55;
      SignatureVerdict verdict = verify(changed);
      assertThat(verdict.verdict()).isEqualTo(Verdict.VALID);
      assertThat(verdict.findings())
          .singleElement()
          .satisfies(
              f -> {
                assertThat(f.code()).isEqualTo("UC4090");
                assertThat(f.severity()).isEqualTo(Severity.WARNING);
              });
    }
  }

  @Test
  void namesInAnInstallerAreSaidToBeUnsigned() throws IOException {
    assertThat(verify(signed(SignedSample.MSI)).findings())
        .extracting(Finding::code)
        .containsExactly("UC4091");
  }

  /** Head and end of the file, and some places between: the same in each run. */
  private static IntStream places(int length) {
    if (EVERY) {
      return IntStream.range(0, length);
    }
    Set<Integer> places = new TreeSet<>();
    for (int i = 0; i < Math.min(ENDS, length); i++) {
      places.add(i);
      places.add(length - 1 - i);
    }
    new SplittableRandom(SEED).ints(SOME, 0, length).forEach(places::add);
    return places.stream().mapToInt(Integer::intValue);
  }

  private static Stream<byte[]> changes(byte[] whole, int at) {
    int[] values = {whole[at] ^ 1, whole[at] ^ 0x40, whole[at] ^ 0xff, 0, 0xff};
    int[] tried = EVERY ? values : new int[] {values[at % 3], values[3 + at % 2]};
    return IntStream.of(tried)
        .map(v -> v & 0xff)
        .filter(v -> v != (whole[at] & 0xff))
        .distinct()
        .mapToObj(
            v -> {
              byte[] changed = whole.clone();
              changed[at] = (byte) v;
              return changed;
            });
  }

  /** The same with some zeros more at a place, or with some bytes less from it on. */
  private static byte[] with(byte[] whole, int at, int more) {
    int rest = Math.min(whole.length, at + Math.max(0, -more));
    byte[] changed = new byte[at + Math.max(0, more) + whole.length - rest];
    System.arraycopy(whole, 0, changed, 0, at);
    System.arraycopy(whole, rest, changed, at + Math.max(0, more), whole.length - rest);
    return Arrays.equals(changed, whole) ? new byte[0] : changed;
  }

  private byte[] signed(SignedSample sample) throws IOException {
    byte[] whole = Files.readAllBytes(sample.signed(dir));
    assertThat(verify(whole).verdict()).isEqualTo(Verdict.VALID);
    return whole;
  }

  private boolean valid(byte[] content) {
    try {
      return verify(content).verdict() == Verdict.VALID;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private SignatureVerdict verify(byte[] content) throws IOException {
    Path file = Files.createTempFile(dir, "changed", "");
    try {
      return verifier.verify(Files.write(file, content), SignedSample.policy());
    } finally {
      Files.delete(file);
    }
  }
}
