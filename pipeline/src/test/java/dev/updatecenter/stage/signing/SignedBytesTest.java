package dev.updatecenter.stage.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.updatecenter.kernel.core.ContentDigest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedBytesTest {
  private final Path file;

  SignedBytesTest(@TempDir Path folder) {
    this.file = folder.resolve("a.cab");
  }

  private Path sparse(long size) throws IOException {
    try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
      made.setLength(size);
      made.writeLong(42);
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(longs = {8, (64L << 20) - 1, 64L << 20, (64L << 20) + 1})
  void digestsSmallAndLargeFilesAlike(long size) throws IOException {
    Path made = sparse(size);
    assertThat(SignedBytes.of(made).sha256()).isEqualTo(ContentDigest.of(made));
  }

  @Test
  void tellsOfALargeFileThatCannotBeBroughtToTheDisk() throws IOException {
    Path folder = Files.createDirectory(file);
    assertThatIOException().isThrownBy(() -> SignedBytes.of(folder).sha256());
  }
}
