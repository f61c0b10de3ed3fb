package dev.updatecenter.stage.signing;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder of signed files, one by each (unsigned digest, certificate). */
final class SignedArtifacts {
  private final Path folder;
  private final Path scratch;

  SignedArtifacts(Path folder, ProductName product) {
    this.folder = folder;
    this.scratch = folder.resolve("signing-" + product);
  }

  /** Where the signed form of a file is kept, whatever names the file goes by. */
  Path place(ContentDigest unsigned, ContentDigest certificate) {
    return folder.resolve(unsigned.hex()).resolve(certificate.prefix() + ".signed");
  }

  /**
   * A private copy to sign in, in a folder of its own so that it can keep its name: the signer
   * tells formats by content and by name.
   *
   * @throws UpdateCenterException exit 7 when {@code source} no longer has the digest it was judged
   *     with
   */
  Path scratch(Path source, ContentDigest expected, String fileName) throws IOException {
    Path copy = scratchFolder().resolve(fileName);
    MessageDigest sha256 = ContentDigest.newSha256();
    try (InputStream in =
            new DigestInputStream(Files.newInputStream(source, LinkOption.NOFOLLOW_LINKS), sha256);
        OutputStream out = Files.newOutputStream(copy)) {
      in.transferTo(out);
    }
    ContentDigest actual = ContentDigest.from(sha256);
    if (!actual.equals(expected)) {
      discard(copy);
      throw UpdateCenterException.error(
              "UC4201", ExitCode.FAILED, "'" + fileName + "' is not the file that was validated")
          .where(source)
          .why("it had SHA-256 " + expected + " then and has " + actual + " now")
          .fix("find out who writes into the work folder; then submit again")
          .state("nothing was signed from it, nothing was published")
          .build();
    }
    return copy;
  }

  /** A new folder for one file that is being made. */
  Path scratchFolder() throws IOException {
    Files.createDirectories(scratch);
    return Files.createTempDirectory(scratch, "");
  }

  /** Removes the scratch copies of a run that was killed. */
  void sweep() throws IOException {
    if (!Files.isDirectory(scratch)) {
      return;
    }
    try (Stream<Path> files = Files.walk(scratch)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Moves a signed scratch copy to its place, on disk before it is seen. */
  void keep(Path copy, Path place) throws IOException {
    try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.createDirectories(place.getParent());
    Files.move(copy, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes a scratch copy, where it still is, and its folder. */
  void discard(Path copy) throws IOException {
    Files.deleteIfExists(copy);
    Files.deleteIfExists(copy.getParent());
  }
}
