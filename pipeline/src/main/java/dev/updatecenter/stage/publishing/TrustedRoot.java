package dev.updatecenter.stage.publishing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** The first root of a product's repository, kept in the home before anything is uploaded. */
final class TrustedRoot {
  private final DurableFile file;

  TrustedRoot(Path file) {
    this.file = new DurableFile(file);
  }

  Optional<byte[]> read() {
    try {
      return file.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void keep(byte[] root) {
    try {
      file.write(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
