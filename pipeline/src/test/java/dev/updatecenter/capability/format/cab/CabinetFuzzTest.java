package dev.updatecenter.capability.format.cab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.format.MalformedPackageException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CabinetFuzzTest {
  private static final Duration HANG = Duration.ofMinutes(2);

  @ParameterizedTest
  @EnumSource(Compression.class)
  void everyTruncationIsRefused(Compression compression) throws IOException {
    byte[] sound = Cabinets.recipe(compression, 3000, true);
    Assertions.assertTimeoutPreemptively(
        HANG,
        () -> {
          for (int length = 0; length < sound.length; length++) {
            assertThat(refused(Arrays.copyOf(sound, length))).as("cut at " + length).isTrue();
          }
        });
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void everyBitFlipIsReadOrRefusedAndNothingElse(Compression compression) throws IOException {
    byte[] sound = Cabinets.recipe(compression, 400, true);
    // Names, dates, attributes and identifiers may change unseen; content, the end, may not.
    int content = sound.length - 200;
    Assertions.assertTimeoutPreemptively(
        HANG,
        () -> {
          for (int bit = 0; bit < sound.length * 8; bit++) {
            byte[] flipped = sound.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            boolean refused = refused(flipped);
            assertThat(refused || bit / 8 < content).as("bit " + bit).isTrue();
          }
        });
  }

  private static boolean refused(byte[] bytes) throws IOException {
    try {
      Cabinets.readThrough(bytes, CabinetLimits.DEFAULT);
      return false;
    } catch (MalformedPackageException e) {
      return true;
    }
  }
}
