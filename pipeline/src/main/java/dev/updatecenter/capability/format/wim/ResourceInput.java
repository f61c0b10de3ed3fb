package dev.updatecenter.capability.format.wim;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Objects;

/**
 * The content of one resource, chunk by chunk. A compressed resource begins with the offsets of its
 * chunks but the first, of four bytes each (eight for content above 4 GiB), counted from the end of
 * these; a chunk that is as long as its content is stored.
 */
final class ResourceInput extends InputStream {
  private static final long LARGE = 0xFFFF_FFFFL;
  private static final int STORED_CHUNK = 1 << 16;

  private final FileChannel file;
  private final WimResource resource;
  private final int chunkSize;
  private final ChunkDecoder decoder;
  private final byte[] packed;
  private final byte[] chunk;
  private long delivered;
  private int inChunk;
  private int position;
  private long nextOffset;

  /** Reads a resource that was checked against the file's size. */
  ResourceInput(FileChannel file, WimResource resource, WimHeader header, ChunkDecoder decoder) {
    this.file = file;
    this.resource = resource;
    this.chunkSize = resource.has(WimResource.COMPRESSED) ? header.chunkSize() : STORED_CHUNK;
    this.decoder = decoder;
    this.packed = new byte[Math.max(chunkSize, 1)];
    this.chunk = new byte[Math.max(chunkSize, 1)];
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (position == inChunk) {
      if (delivered >= resource.size()) {
        return -1;
      }
      fill();
    }
    int count = Math.min(length, inChunk - position);
    System.arraycopy(chunk, position, into, offset, count);
    position += count;
    return count;
  }

  private void fill() throws IOException {
    int wanted = (int) Math.min(Math.max(chunkSize, 1), resource.size() - delivered);
    if (!resource.has(WimResource.COMPRESSED)) {
      read(resource.offset() + delivered, chunk, wanted);
    } else if (chunkSize == 0) {
      throw WimFault.COMPRESSION.exception("a resource is compressed, the image is not");
    } else {
      compressed(wanted);
    }
    delivered += wanted;
    inChunk = wanted;
    position = 0;
  }

  private void compressed(int wanted) throws IOException {
    long index = delivered / chunkSize;
    long chunks = (resource.size() + chunkSize - 1) / chunkSize;
    int width = resource.size() > LARGE ? 8 : 4;
    long tableSize = (chunks - 1) * width;
    long stored = resource.storedSize() - tableSize;
    long from = nextOffset;
    long to = index + 1 < chunks ? offset(index, width, tableSize) : stored;
    if (stored <= 0 || to <= from || to > stored || to - from > wanted) {
      throw WimFault.CONTENT.exception("a resource's table of chunks makes no sense");
    }
    nextOffset = to;
    int length = (int) (to - from);
    long at = resource.offset() + tableSize + from;
    if (length == wanted) {
      read(at, chunk, wanted);
      return;
    }
    read(at, packed, length);
    decoder.decode(packed, length, chunk, wanted);
  }

  /** Where the chunk after number {@code index} begins. */
  private long offset(long index, int width, long tableSize) throws IOException {
    long at = index * width;
    if (at + width > Math.min(tableSize, resource.storedSize())) {
      throw WimFault.CONTENT.exception("a resource ends inside its table of chunks");
    }
    byte[] entry = new byte[width];
    read(resource.offset() + at, entry, width);
    ByteBuffer value = ByteBuffer.wrap(entry).order(ByteOrder.LITTLE_ENDIAN);
    return width == 8 ? value.getLong() : Integer.toUnsignedLong(value.getInt());
  }

  private void read(long at, byte[] into, int length) throws IOException {
    try {
      FileBytes.read(file, at, into, length);
    } catch (EOFException e) {
      throw WimFault.CONTENT.exception("the file ends inside a resource");
    }
  }
}
