package dev.updatecenter.stage.publishing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where signed metadata is kept on its way; at most one update at a time. */
record PendingFile(Path path) {
  /** Keeps an update, before the first of its files is uploaded. */
  void keep(PendingUpdate update) throws IOException {
    new DurableFile(path).write(update.toJson());
  }

  /**
   * What a killed run left. What cannot be read as an update, because the disk damaged it or
   * another version of the program wrote it, counts as nothing: it is only work to be done again.
   *
   * @throws IOException if there is a file that the disk does not give
   */
  Optional<PendingUpdate> read() throws IOException {
    return new DurableFile(path).read().flatMap(PendingUpdate::read);
  }

  /**
   * Forgets the update. That this fails harms nobody: it is judged again by the next run, and found
   * to be live or outdated.
   */
  void drop() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      return;
    }
  }
}
