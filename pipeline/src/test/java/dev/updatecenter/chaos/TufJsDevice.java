package dev.updatecenter.chaos;

import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Node;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A device that polls with tuf-js, in one process from the first round to the last. */
final class TufJsDevice implements AutoCloseable {
  /** What a line does, and not what was published. */
  private static final Pattern CONNECTION =
      Pattern.compile("fetch failed|terminated|aborted|timeout|HTTP (429|5..)|ECONN|UND_ERR");

  private static final Path SCRIPT =
      Path.of("src/test/resources/interop/tuf-js-poll.cjs").toAbsolutePath();

  private final Process process;
  private final Thread reading;
  private final Tally tally;

  TufJsDevice(
      Path node, URI base, String product, Path root, Path folder, Path expected, Tally tally)
      throws IOException {
    this.tally = tally;
    Files.createDirectories(folder);
    process =
        new ProcessBuilder(
                node.toString(),
                SCRIPT.toString(),
                base.toString(),
                product,
                root.toString(),
                folder.toString(),
                expected.toString(),
                "300")
            .redirectErrorStream(true)
            .start();
    reading = new Thread(this::read, "tuf-js");
  }

  /** Counts its visits, from its first one on. */
  void watch() {
    reading.start();
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        judge(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void judge(String line) {
    Optional<String> failure;
    try {
      Node said = Json.read(line.getBytes(StandardCharsets.UTF_8), "tuf-js");
      failure = said.text("failure");
    } catch (MalformedDocumentException e) {
      failure = Optional.of(line);
    }
    if (failure.isEmpty()) {
      tally.add(Tally.VISITS_TUF_JS);
    } else if (CONNECTION.matcher(failure.get()).find()) {
      tally.add(Tally.CONNECTION_ERRORS);
    } else {
      tally.fault(Tally.CLIENT_FAILURES, "tuf-js: " + failure.get());
    }
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      reading.join();
      int exit = process.waitFor();
      if (exit != 0) {
        tally.fault(Tally.CLIENT_FAILURES, "tuf-js ended with " + exit);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
