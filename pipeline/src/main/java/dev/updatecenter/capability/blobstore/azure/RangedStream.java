package dev.updatecenter.capability.blobstore.azure;

import com.azure.storage.blob.models.BlobStorageException;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A blob of any length as a stream, a range in memory at a time, all of one version. */
final class RangedStream extends InputStream {
  private final Ranges ranges;
  private final int block;
  private long offset;
  private long left;
  private Ranges.@Nullable Part part;
  private int position;

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
    byte[] bytes = bytes();
    if (bytes.length == position) {
      return -1;
    }
    int count = Math.min(length, bytes.length - position);
    System.arraycopy(bytes, position, target, from, count);
    position += count;
    return count;
  }

  /** What is in memory, or the next range; at its end when there is none. */
  private byte[] bytes() throws IOException {
    Ranges.Part now = part;
    if (now == null) {
      throw new IOException("closed");
    }
    // A part that is shorter than asked for was the last.
    if (position < now.bytes().length || position < Math.min(block, left)) {
      return now.bytes();
    }
    offset += position;
    left -= position;
    position = 0;
    part = left == 0 ? new Ranges.Part(new byte[0], now.etag()) : next(now);
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
