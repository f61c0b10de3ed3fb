package dev.updatecenter.capability.authenticode.container;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** Bounded reads of a file; never more than a block of it in memory. */
final class FileBytes implements Closeable {
  private static final int BLOCK = 128 * 1024;

  private final FileChannel channel;
  private final long size;

  FileBytes(Path file) throws IOException {
    this.channel = FileChannel.open(file, StandardOpenOption.READ);
    this.size = channel.size();
  }

  long size() {
    return size;
  }

  /** Bytes as a little-endian buffer, position 0. */
  ByteBuffer read(long offset, int length) throws IOException {
    require(offset, length);
    return fill(ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN), offset);
  }

  private ByteBuffer fill(ByteBuffer buffer, long offset) throws IOException {
    long at = offset;
    while (buffer.hasRemaining()) {
      int got = channel.read(buffer, at);
      if (got < 0) {
        throw new MalformedContainerException("the file ended while it was read");
      }
      at += got;
    }
    return buffer.flip();
  }

  /**
   * Hands out the bytes {@code from} (included) to {@code to} (excluded), block by block.
   *
   * @param consumer must not keep the little-endian buffer: each block comes in the same one
   */
  void forEachBlock(long from, long to, Consumer<ByteBuffer> consumer) throws IOException {
    require(from, to - from);
    int block = (int) Math.min(BLOCK, to - from);
    ByteBuffer buffer = ByteBuffer.allocate(block).order(ByteOrder.LITTLE_ENDIAN);
    for (long at = from; at < to; at += block) {
      buffer.clear().limit((int) Math.min(block, to - at));
      consumer.accept(fill(buffer, at));
    }
  }

  private void require(long offset, long length) throws MalformedContainerException {
    if (offset < 0 || length < 0 || offset > size || length > size - offset) {
      throw new MalformedContainerException(
          "bytes " + offset + " to " + (offset + length) + " are not in a file of " + size);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
