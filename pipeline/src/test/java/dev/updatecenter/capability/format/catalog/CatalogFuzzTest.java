package dev.updatecenter.capability.format.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.format.MalformedPackageException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A spoiled catalog is read or refused, and nothing else. */
final class CatalogFuzzTest {
  private static final Duration HANG = Duration.ofMinutes(2);
  private static final String ONE = "11".repeat(20);
  private static final String TWO = "22".repeat(32);

  static Stream<byte[]> catalogs() {
    return Stream.of(
        new CatalogRecipe(CatalogRecipe.V1).v1("a.sys", ONE, true).extension("OS", "x").bytes(),
        new CatalogRecipe(CatalogRecipe.V2)
            .twin(ONE)
            .v2("a.sys", TWO, 0)
            .extension("HWID1", "acpi\\x")
            .bytes());
  }

  @ParameterizedTest
  @MethodSource("catalogs")
  void everyTruncationIsRefused(byte[] sound) {
    Assertions.assertTimeoutPreemptively(
        HANG,
        () -> {
          for (int length = 0; length < sound.length; length++) {
            assertThat(refused(Arrays.copyOf(sound, length))).as("cut at " + length).isTrue();
          }
        });
  }

  @ParameterizedTest
  @MethodSource("catalogs")
  void everyBitFlipIsReadOrRefused(byte[] sound) {
    Assertions.assertTimeoutPreemptively(
        HANG,
        () -> {
          int refused = 0;
          for (int bit = 0; bit < sound.length * 8; bit++) {
            byte[] flipped = sound.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            refused += refused(flipped) ? 1 : 0;
          }
          assertThat(refused).isGreaterThan(sound.length);
        });
  }

  @ParameterizedTest
  @MethodSource("catalogs")
  void bytesAtRandomPlacesAreReadOrRefused(byte[] sound) {
    Random random = new Random(3090);
    Assertions.assertTimeoutPreemptively(
        HANG,
        () -> {
          for (int round = 0; round < 20_000; round++) {
            byte[] spoiled = sound.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
              spoiled[random.nextInt(spoiled.length)] = (byte) random.nextInt();
            }
            refused(spoiled);
          }
        });
  }

  private static boolean refused(byte[] bytes) {
    try {
      assertThat(SecurityCatalog.parse(bytes).members()).isNotNull();
      return false;
    } catch (MalformedPackageException e) {
      assertThat(e.code()).isEqualTo(SecurityCatalog.UNREADABLE);
      return true;
    }
  }
}
