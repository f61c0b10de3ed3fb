package dev.updatecenter.capability.format.wim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.testing.WimBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WimFuzzTest {
  private static final Duration HANG = Duration.ofMinutes(2);

  private final Path folder;

  WimFuzzTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static byte[] sound() {
    return new WimBuilder()
        .file("customizations.xml", "<WindowsCustomizations/>".getBytes(UTF_8))
        .abc("prov/abc.txt", 33_100)
        .bytes();
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] sound = sound();
    Assertions.assertTimeoutPreemptively(
        HANG,
        () -> {
          for (int length = 0; length < sound.length; length++) {
            assertThat(refused(Arrays.copyOf(sound, length))).as("cut at " + length).isTrue();
          }
        });
  }

  @Test
  void everySpoiledByteIsReadOrRefusedAndNothingElse() {
    byte[] sound = sound();
    Assertions.assertTimeoutPreemptively(
        HANG,
        () -> {
          for (int at = 0; at < sound.length; at++) {
            for (int bit : new int[] {0, 3, 7}) {
              byte[] flipped = sound.clone();
              flipped[at] ^= (byte) (1 << bit);
              refused(flipped);
            }
          }
        });
  }

  @Test
  void everyBitOfContentIsVouchedFor() {
    byte[] image = new WimBuilder().file("a", "content".getBytes(UTF_8)).bytes();
    for (int bit = 208 * 8; bit < (208 + 7) * 8; bit++) {
      byte[] flipped = image.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(refused(flipped)).as("bit " + bit).isTrue();
    }
  }

  @Test
  void randomXpressChunksAreReadOrRefusedAndNothingElse() {
    Random random = new Random(20261121);
    byte[] in = new byte[600];
    byte[] out = new byte[32768];
    XpressHuffman decoder = new XpressHuffman();
    Assertions.assertTimeoutPreemptively(
        HANG,
        () -> {
          for (int i = 0; i < 3_000; i++) {
            random.nextBytes(in);
            // A sparse table is rarely crowded: then the codes are looked at too.
            for (int j = 0; j < 256; j++) {
              in[j] = random.nextInt(16) == 0 ? (byte) (in[j] | 0x88) : 0;
            }
            try {
              decoder.decode(in, 256 + random.nextInt(345), out, 1 + random.nextInt(out.length));
            } catch (MalformedPackageException e) {
              assertThat(e.code()).isEqualTo("UC3134");
            }
          }
        });
  }

  private boolean refused(byte[] image) {
    try {
      Path file = Files.write(folder.resolve("fuzz.ppkg"), image);
      WimReading.of(file);
      return false;
    } catch (MalformedPackageException e) {
      return true;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
