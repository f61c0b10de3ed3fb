package dev.updatecenter.capability.format.lzx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.testing.lzx.LzxEncoder;
import dev.updatecenter.testing.lzx.LzxEncoder.BlockType;
import dev.updatecenter.testing.lzx.LzxSamples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class LzxFuzzTest {
  private static final Duration HANG = Duration.ofMinutes(2);
  private static final int LENGTH = 40_000;

  private final byte[] content = LzxSamples.words(LENGTH, 11);
  private final List<byte[]> sound =
      LzxEncoder.cabinet(
          content,
          15,
          LENGTH,
          LzxSamples.blocks(LENGTH, List.of(BlockType.values()), 3_001, 2_000, 501, 9_000));

  @Test
  void everyTruncationIsRefused() {
    byte[] last = sound.get(1);
    Assertions.assertTimeoutPreemptively(
        HANG,
        () -> {
          for (int length = 0; length < last.length; length++) {
            List<byte[]> cut = List.of(sound.get(0), Arrays.copyOf(last, length));
            assertThat(refused(cut)).as("cut at %d", length).isTrue();
          }
        });
  }

  @Test
  void everyBitFlipIsDecodedOrRefusedAndNothingElse() {
    Assertions.assertTimeoutPreemptively(
        HANG,
        () -> {
          int refused = 0;
          // Every bit of the headers and trees at the beginning, then some of each byte.
          for (int bit = 0; bit < sound.get(0).length * 8; bit += bit < 4000 ? 1 : 61) {
            byte[] flipped = sound.get(0).clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            refused += refused(List.of(flipped, sound.get(1))) ? 1 : 0;
          }
          assertThat(refused).isPositive();
        });
  }

  @Test
  void noiseIsDecodedOrRefusedAndNothingElse() {
    Random random = new Random(7);
    Assertions.assertTimeoutPreemptively(
        HANG,
        () -> {
          for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(600)];
            random.nextBytes(noise);
            refused(new ArrayList<>(List.of(noise)));
          }
        });
  }

  private static boolean refused(List<byte[]> frames) {
    try {
      LzxDecoderTest.decoded(frames, 15, frames.size() == 1 ? 500 : LENGTH);
      return false;
    } catch (MalformedLzxException e) {
      return true;
    }
  }
}
