package dev.updatecenter.capability.format.appx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** A ZIP's bytes: a file, or the range of a file that a ZIP inside it takes up. */
final class ZipBytes {
  private final FileChannel channel;
  private final long start;
  private final long size;

  private ZipBytes(FileChannel channel, long start, long size) {
    this.channel = channel;
    this.start = start;
    this.size = size;
  }

  static ZipBytes of(FileChannel channel) throws IOException {
    return new ZipBytes(channel, 0, channel.size());
  }

  /** A range of this one; the caller has checked that it lies inside. */
  ZipBytes slice(long offset, long length) {
    return new ZipBytes(channel, start + offset, length);
  }

  long size() {
    return size;
  }

  /**
   * Bytes at a place, little-endian.
   *
   * @throws dev.updatecenter.capability.format.MalformedPackageException UC3110 if they lie beyond
   *     the end
   */
  ByteBuffer at(long position, int length) throws IOException {
    if (position < 0 || length < 0 || position > size - length) {
      throw ZipFault.DAMAGED.exception("not a sound ZIP: it ends within a record");
    }
    ByteBuffer b = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (b.hasRemaining()) {
      if (channel.read(b, start + position + b.position()) < 0) {
        throw ZipFault.DAMAGED.exception("not a sound ZIP: it ends within a record");
      }
    }
    return b.flip();
  }

  /** Reads as {@link java.io.InputStream#read(byte[], int, int)} from a place. */
  int read(long position, byte[] target, int offset, int length) throws IOException {
    return channel.read(ByteBuffer.wrap(target, offset, length), start + position);
  }
}
