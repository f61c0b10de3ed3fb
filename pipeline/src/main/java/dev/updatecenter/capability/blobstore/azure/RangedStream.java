package dev.updatecenter.capability.blobstore.azure;

import com.azure.storage.blob.models.BlobStorageException;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A blob of any length as a stream, a range in memory at a time, all of one version. */
final class RangedStream extends InputStream {
  private final Ranges ranges;
  private final int block;
  private long offset;
  private long left;
  private Ranges.@Nullable Part part;

  /**
   * Begins with a part that was read.
   *
   * @param first what was read at {@code offset}, at most {@code left} bytes
   * @param left the most that is to be given
   */
  RangedStream(Ranges ranges, int block, Ranges.Part first, long offset, long left) {
    this.ranges = ranges;
    this.block = block;
    this.part = first;
    this.offset = offset;
    this.left = left;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    ByteBuffer bytes = bytes();
    if (!bytes.hasRemaining()) {
      return -1;
    }
    int count = Math.min(length, bytes.remaining());
    bytes.get(target, from, count);
    return count;
  }

  /** What is in memory, or the next range; nothing is left in it at the end. */
  private ByteBuffer bytes() throws IOException {
    Ranges.Part now = part;
    if (now == null) {
      throw new IOException("closed");
    }
    long read = now.bytes().position();
    // A part that is shorter than asked for was the last.
    if (now.bytes().hasRemaining() || read < Math.min(block, left)) {
      return now.bytes();
    }
    offset += read;
    left -= read;
    part = left == 0 ? new Ranges.Part(ByteBuffer.allocate(0), now.etag()) : next(now);
    return part.bytes();
  }

  private Ranges.Part next(Ranges.Part now) throws IOException {
    try {
      return ranges
          .read(offset, Math.min(block, left), now.etag())
          .orElseThrow(() -> new IOException(ranges.name() + " was deleted while it was read"));
    } catch (BlobStorageException e) {
      throw new IOException(ranges.name() + " was changed while it was read", e);
    } catch (UpdateCenterException e) {
      throw new IOException(e.getMessage() + ": " + e.why(), e);
    }
  }

  @Override
  public void close() {
    part = null;
  }
}
