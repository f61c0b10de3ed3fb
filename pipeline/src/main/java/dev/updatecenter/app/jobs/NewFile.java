package dev.updatecenter.app.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A document that an import derived. It is written once and whole, and never over another.
 *
 * @param path where it goes
 * @param text its content
 */
record NewFile(Path path, String text) {
  /**
   * Writes it.
   *
   * @throws FileAlreadyExistsException when something has its name by now
   */
  void write() throws IOException {
    Path part = path.resolveSibling(path.getFileName() + ".part");
    Files.write(part, text.getBytes(StandardCharsets.UTF_8));
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.delete(part);
      throw new FileAlreadyExistsException(path.toString());
    }
    Files.move(part, path);
  }
}
