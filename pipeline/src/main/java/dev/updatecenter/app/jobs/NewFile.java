package dev.updatecenter.app.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A document that an import derived. It is written once and whole, and never over another.
 *
 * @param path where it goes
 * @param text its content
 */
record NewFile(Path path, String text) {
  /**
   * Looks whether it can be written, before anything else is done.
   *
   * @throws FileAlreadyExistsException when something has its name, a link too
   * @throws AccessDeniedException when nothing may be written there
   */
  void require() throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(path.toString());
    }
    Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent());
    if (!Files.isWritable(folder)) {
      throw new AccessDeniedException(path.toString());
    }
  }

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
