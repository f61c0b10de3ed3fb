package dev.updatecenter.capability.ledger.filesystem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/** The note that tells whoever is refused who has the lease: a line of text, for people. */
final class LeaseHolder {
  private static final int MAX_BYTES = 512;

  private final Path file;

  LeaseHolder(Path file) {
    this.file = file;
  }

  Path folder() {
    return Objects.requireNonNull(file.getParent());
  }

  void write(String holder, long pid, Instant since) throws IOException {
    Files.writeString(file, holder + ", process " + pid + ", since " + since + "\n");
  }

  /** The note, shortened; the holder may be about to write it, so there may be none yet. */
  String read() {
    try (var in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
      String line = text.replaceAll("\\p{Cntrl}", " ").strip();
      return line.isEmpty() ? "a run that has just begun" : line;
    } catch (IOException e) {
      return "a run that left no note";
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
