package dev.updatecenter.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The short form of {@code pipeline/bench/fuzz}: the same inputs on every machine. */
final class FuzzTargetsTest {
  private static final int TRUNCATIONS = 150;
  private static final int MUTATIONS = 600;
  private static final long SEED = 3;
  private static final Duration HANG = Duration.ofMinutes(3);

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  private Path folder;

  @ParameterizedTest
  @EnumSource
  void answersAnyBytesWithFindings(FuzzTarget target) throws IOException {
    List<byte[]> seeds = FuzzSeeds.of(target, folder);
    assertThat(seeds).as("seeds of %s", target.wireName()).isNotEmpty();
    assertTimeoutPreemptively(
        HANG,
        () -> {
          for (byte[] seed : seeds) {
            fire(target, seed);
            int step = Math.max(1, seed.length / TRUNCATIONS);
            for (int length = 0; length < seed.length; length += step) {
              fire(target, Arrays.copyOf(seed, length));
            }
          }
          Mutations mutations = new Mutations(seeds, new SplittableRandom(SEED));
          for (int i = 0; i < MUTATIONS; i++) {
            fire(target, mutations.next());
          }
        });
  }

  private void fire(FuzzTarget target, byte[] input) {
    try {
      target.read(folder, input);
    } catch (Exception | StackOverflowError e) {
      throw new AssertionError(
          target.wireName() + " fell over " + HexFormat.of().formatHex(input), e);
    }
  }
}
