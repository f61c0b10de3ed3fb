package dev.updatecenter.capability.format.cab;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Deflater;

/** Writes MS-CAB 2.6 CFDATA with checksums; with MSZIP it keeps the history of its folder. */
final class BlockEncoder implements AutoCloseable {
  private static final int HEADER = 8;
  // MS-MCI 2.2: a block is at most 12 bytes larger than what it holds.
  private static final int STORED_OVERHEAD = 7;

  private final Compression compression;
  private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
  private final byte[] ab = new byte[DataBlocks.BLOCK + STORED_OVERHEAD];
  private final byte[] history = new byte[DataBlocks.BLOCK];
  private int known;

  BlockEncoder(Compression compression) {
    this.compression = compression;
  }

  /** Begins a folder: no history. */
  void begin() {
    known = 0;
  }

  /** Writes one block; every one of a folder but the last must be full. Returns bytes written. */
  int write(byte[] block, int length, OutputStream out) throws IOException {
    int cbData = compression == Compression.NONE ? plain(block, length) : mszip(block, length);
    return copy(ab, cbData, length, true, out);
  }

  /** Writes a block that is stored already, with its checksum where it has one. */
  int copy(byte[] data, int cbData, int cbUncomp, boolean summed, OutputStream out)
      throws IOException {
    int csum = summed ? Checksum.ofSizes(cbData, cbUncomp, Checksum.of(data, 0, cbData, 0)) : 0;
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(csum).putShort((short) cbData).putShort((short) cbUncomp);
    out.write(header.array());
    out.write(data, 0, cbData);
    return HEADER + cbData;
  }

  /** Takes the content of a copied block for the history of the next one. */
  void remember(byte[] block, int length) {
    System.arraycopy(block, 0, history, 0, length);
    known = length;
  }

  private int plain(byte[] block, int length) {
    System.arraycopy(block, 0, ab, 0, length);
    return length;
  }

  private int mszip(byte[] block, int length) {
    ab[0] = 'C';
    ab[1] = 'K';
    deflater.reset();
    if (known > 0) {
      deflater.setDictionary(history, 0, known);
    }
    deflater.setInput(block, 0, length);
    deflater.finish();
    int size = 2 + deflater.deflate(ab, 2, ab.length - 2);
    if (!deflater.finished() || size > length + STORED_OVERHEAD) {
      size = stored(block, length);
    }
    remember(block, length);
    return size;
  }

  /** RFC 1951 3.2.4: one final stored block. */
  private int stored(byte[] block, int length) {
    ByteBuffer b = ByteBuffer.wrap(ab).order(ByteOrder.LITTLE_ENDIAN).position(2);
    b.put((byte) 1).putShort((short) length).putShort((short) ~length).put(block, 0, length);
    return b.position();
  }

  @Override
  public void close() {
    deflater.end();
  }
}
