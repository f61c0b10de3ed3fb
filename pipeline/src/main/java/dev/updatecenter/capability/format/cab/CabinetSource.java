package dev.updatecenter.capability.format.cab;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where a cabinet's bytes come from; read at places, without a position of its own. */
interface CabinetSource extends Closeable {
  long size() throws IOException;

  /** Reads into {@code target} from {@code position}; -1 at the end. */
  int read(ByteBuffer target, long position) throws IOException;

  static CabinetSource of(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    return new CabinetSource() {
      @Override
      public long size() throws IOException {
        return channel.size();
      }

      @Override
      public int read(ByteBuffer target, long position) throws IOException {
        return channel.read(target, position);
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  static CabinetSource of(byte[] bytes) {
    return new CabinetSource() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public int read(ByteBuffer target, long position) {
        if (position >= bytes.length) {
          return -1;
        }
        int length = Math.min(target.remaining(), bytes.length - (int) position);
        target.put(bytes, (int) position, length);
        return length;
      }

      @Override
      public void close() {}
    };
  }
}
