package dev.updatecenter.stage.signing;

import static java.util.Objects.requireNonNull;

import dev.updatecenter.capability.format.cab.SignatureRoom;
import dev.updatecenter.kernel.core.ContentDigest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of private copies, each in a folder of its own so that it can keep its name: the signer
 * tells formats by content and by name. On the disk where the signed files go.
 */
final class Scratch {
  private static final int BLOCK = 1 << 18;

  private final Path folder;

  Scratch(Path folder) {
    this.folder = folder;
  }

  /** A copy, and the digest of what was copied. */
  record Copy(Path file, ContentDigest sha256) {}

  /**
   * Copies a file and digests it in one pass. A cabinet gets room for a signature on the way; the
   * digest is that of the file as it was.
   */
  Copy copy(Path source, String fileName, OpenOption... how) throws IOException {
    Path copy = newFolder().resolve(fileName);
    MessageDigest sha256 = ContentDigest.newSha256();
    try (InputStream in = Files.newInputStream(source, how);
        OutputStream out = Files.newOutputStream(copy, StandardOpenOption.CREATE_NEW)) {
      byte[] block = new byte[BLOCK];
      int filled = start(in, block, sha256, Files.size(source));
      int read = 0;
      while (read >= 0) {
        sha256.update(block, filled, read);
        filled += read;
        if (filled == BLOCK) {
          out.write(block);
          filled = 0;
        }
        read = in.read(block, filled, BLOCK - filled);
      }
      out.write(block, 0, filled);
    } catch (IOException | RuntimeException e) {
      discard(copy);
      throw e;
    }
    return new Copy(copy, ContentDigest.from(sha256));
  }

  /**
   * Puts the beginning into a block and makes room in it. Blocks stay whole all the same: writing
   * them across the borders of pages costs the system half as much again.
   *
   * @return how many bytes of the block are filled
   */
  private static int start(InputStream in, byte[] block, MessageDigest sha256, long size)
      throws IOException {
    int read = in.readNBytes(block, 0, BLOCK - SignatureRoom.GROWTH);
    sha256.update(block, 0, read);
    Optional<SignatureRoom> room = SignatureRoom.in(ByteBuffer.wrap(block, 0, read), size);
    if (room.isEmpty()) {
      return read;
    }
    byte[] made = room.get().bytes();
    int replaced = room.get().replaces();
    System.arraycopy(block, replaced, block, made.length, read - replaced);
    System.arraycopy(made, 0, block, 0, made.length);
    return read + SignatureRoom.GROWTH;
  }

  /** The same, of a file that nobody may have put a link in the place of. */
  Copy copyNoLink(Path source, String fileName) throws IOException {
    return copy(source, fileName, LinkOption.NOFOLLOW_LINKS);
  }

  /** The folder that a copy has to itself. */
  static Path folder(Path copy) {
    return requireNonNull(copy.getParent());
  }

  /** A new folder for one file that is being made. */
  Path newFolder() throws IOException {
    Files.createDirectories(folder);
    return Files.createTempDirectory(folder, "");
  }

  /** Sees to it that a copy's bytes are on disk. */
  static void force(Path copy) throws IOException {
    try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Removes a copy, where it still is, and its folder with all that was made beside it. */
  void discard(Path copy) throws IOException {
    remove(folder(copy));
  }

  /** Removes all: what a run that was killed left. */
  void sweep() throws IOException {
    remove(folder);
  }

  private static void remove(Path root) throws IOException {
    if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
