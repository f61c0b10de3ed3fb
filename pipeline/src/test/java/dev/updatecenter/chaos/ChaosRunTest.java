package dev.updatecenter.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code pipeline/bench/chaos}. */
class ChaosRunTest {
  private static final long SEED = 34;
  private static final int ROUNDS = 2;

  @Test
  void killedPublishersAndAFailingLineNeverShowHalfAWorld(@TempDir Path folder) throws Exception {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);

    Tally tally = new ChaosRun(folder, SEED, ROUNDS, Duration.ofDays(1), out).run();

    assertThat(tally.faults()).as(told.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(tally.count(Tally.ROUNDS)).isEqualTo(ROUNDS);
    // Devices that saw nothing would prove nothing.
    assertThat(tally.count(Tally.VISITS_OURS)).isPositive();
    assertThat(tally.count(Tally.VISITS_TUF_JS)).isPositive();
  }
}
