package dev.updatecenter.capability.blobstore.filesystem;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.RangeInputStream;
import dev.updatecenter.capability.blobstore.StoreFault;
import dev.updatecenter.kernel.core.ContentDigest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;

/**
 * A whole, verified, durable copy of some content that has no name yet. What a crash leaves of it
 * lies in the staging folder until {@link Staging} sweeps it.
 */
final class StagedBlob implements AutoCloseable {
  private static final int BLOCK = 1 << 16;

  private final Path file;
  // Open as long as the copy has no name: its lock says that somebody is still at it. A second
  // channel would not do, since the lock goes with the first one of the process that is closed.
  private final FileChannel channel;

  private StagedBlob(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Copies the content into {@code file}, which exists and is empty; deletes it on any fault.
   *
   * @param locked a channel that holds the lock of {@code file}; closed with what is returned
   */
  static StagedBlob fill(
      StoreFolder folder, Path file, FileChannel locked, BlobName name, BlobSource source)
      throws IOException {
    StagedBlob staged = new StagedBlob(file, locked);
    boolean whole = false;
    try {
      folder.setMode(file);
      copy(locked, name, source);
      whole = true;
      return staged;
    } finally {
      if (!whole) {
        staged.close();
      }
    }
  }

  /** Gives the content its name, over whatever had it. Durable once the folder is synced. */
  void moveTo(Path target) throws IOException {
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }

  private static void copy(FileChannel out, BlobName name, BlobSource source) throws IOException {
    MessageDigest digest = ContentDigest.newSha256();
    long length = 0;
    try (InputStream content = source.open();
        // One byte more than promised is enough to know.
        InputStream in = new RangeInputStream(content, source.length() + 1)) {
      byte[] block = new byte[BLOCK];
      for (int count = in.read(block); count >= 0; count = in.read(block)) {
        digest.update(block, 0, count);
        length += count;
        write(out, ByteBuffer.wrap(block, 0, count));
      }
      out.force(true);
    }
    ContentDigest actual = ContentDigest.from(digest);
    if (length != source.length() || !actual.equals(source.digest())) {
      throw StoreFault.mismatch(name, source, length, actual);
    }
  }

  private static void write(FileChannel out, ByteBuffer block) throws IOException {
    while (block.hasRemaining()) {
      out.write(block);
    }
  }
}
