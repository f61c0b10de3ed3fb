package dev.updatecenter.capability.format.wim;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Bytes at a place of a file. */
final class FileBytes {
  private FileBytes() {}

  /**
   * Reads exactly so many bytes.
   *
   * @throws EOFException if the file ends before
   */
  static void read(FileChannel file, long at, byte[] into, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(into, 0, length);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, at + buffer.position()) < 0) {
        throw new EOFException();
      }
    }
  }
}
