package dev.updatecenter.capability.authenticode.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads one member of a package: stored or deflated, exactly as long as the directory says. */
final class ZipMember {
  private static final int LOCAL = 30;
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final long LARGEST = 256L * 1024 * 1024;

  private final FileBytes file;
  private final ZipRecord record;

  ZipMember(FileBytes file, ZipRecord record) throws MalformedContainerException {
    this.file = file;
    this.record = record;
    if (record.size() > LARGEST) {
      throw new MalformedContainerException(record.name() + " has " + record.size() + " bytes");
    }
  }

  /** The local header (APPNOTE 4.3.7), name and extra field included. */
  ByteBuffer localHeader() throws IOException {
    ByteBuffer fixed = file.read(record.localOffset(), LOCAL);
    if (fixed.getInt(0) != LOCAL_SIGNATURE) {
      throw new MalformedContainerException("no local header of " + record.name());
    }
    int length = LOCAL + (fixed.getShort(26) & 0xffff) + (fixed.getShort(28) & 0xffff);
    return file.read(record.localOffset(), length);
  }

  /** Where the packed bytes begin. */
  long dataOffset() throws IOException {
    return record.localOffset() + localHeader().remaining();
  }

  /** Hands out the unpacked bytes, block by block. */
  void unpack(Sink sink) throws IOException {
    long from = dataOffset();
    long to = from + record.compressedSize();
    if (record.method() == STORED && record.compressedSize() == record.size()) {
      file.forEachBlock(from, to, sink::accept);
    } else if (record.method() == DEFLATED) {
      inflate(from, to, sink);
    } else {
      throw new MalformedContainerException("unknown compression of " + record.name());
    }
  }

  private void inflate(long from, long to, Sink sink) throws IOException {
    Inflater inflater = new Inflater(true);
    try {
      long[] size = {0};
      byte[] out = new byte[16 * 1024];
      for (long at = from; at < to && !inflater.finished(); at += out.length) {
        inflater.setInput(file.read(at, (int) Math.min(out.length, to - at)));
        drain(inflater, out, size, sink);
      }
      if (!inflater.finished()
          || size[0] != record.size()
          || inflater.getBytesRead() != record.compressedSize()) {
        throw new MalformedContainerException(record.name() + " is not as long as it says");
      }
    } catch (DataFormatException e) {
      throw new MalformedContainerException(record.name() + " is damaged: " + e.getMessage());
    } finally {
      inflater.end();
    }
  }

  private void drain(Inflater inflater, byte[] out, long[] size, Sink sink)
      throws DataFormatException, MalformedContainerException {
    while (!inflater.needsInput() && !inflater.finished()) {
      int got = inflater.inflate(out);
      size[0] += got;
      if (size[0] > record.size() || (got == 0 && inflater.needsDictionary())) {
        throw new MalformedContainerException(record.name() + " is longer than it says");
      }
      sink.accept(ByteBuffer.wrap(out, 0, got));
    }
  }

  /** Takes unpacked bytes; must not keep the buffer. */
  @FunctionalInterface
  interface Sink {
    void accept(ByteBuffer block);
  }
}
