package dev.updatecenter.capability.format.cab;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * MS-CAB 2.6 CFDATA of one folder, one after the other, checked and unpacked. Where a folder goes
 * on in the next cabinet of a set, its last block may do so too.
 *
 * <pre>
 * csum       u4   over all that follows; 0 = not computed
 * cbData     u2   bytes as stored
 * cbUncomp   u2   bytes when unpacked, at most 32768; 0 = the block goes on in the next cabinet
 * abReserve  CFHEADER.cbCFData bytes
 * ab         cbData bytes
 * </pre>
 */
final class DataBlocks implements AutoCloseable {
  static final int BLOCK = 32768;
  // What expands is stored with little overhead; this is what other readers allow too.
  private static final int MAX_STORED = BLOCK + 6144;

  private final List<FolderPart> parts;
  private final Passed passed;
  private final BlockDecoder decoder;
  private final byte[] stored = new byte[MAX_STORED];
  private CabinetBytes in;
  private int part;
  private int read;
  private long consumed;
  private int cbData;
  private boolean summed;

  /** Is told of each place that was read. */
  @FunctionalInterface
  interface Passed {
    /** From {@code start} to before {@code end} lay data of the part. */
    void read(FolderPart part, long start, long end) throws IOException;
  }

  DataBlocks(List<FolderPart> parts, Passed passed) throws IOException {
    this.parts = parts;
    this.passed = passed;
    this.in = parts.get(0).bytes();
    this.decoder = parts.get(0).folder().decoder();
  }

  /** Bytes read so far. */
  long consumed() {
    return consumed;
  }

  /** Writes the block that was read last again, as it was stored. */
  int copy(int cbUncomp, BlockEncoder encoder, OutputStream out) throws IOException {
    return encoder.copy(stored, cbData, cbUncomp, summed, out);
  }

  /**
   * Reads the next block.
   *
   * @param out at least 32768 bytes
   * @return how many bytes it unpacked to; 0 after the last
   */
  int next(byte[] out) throws IOException {
    int filled = 0;
    while (toNextBlock()) {
      final long begin = in.position();
      final long csum = in.u4();
      int cbData = in.u2();
      int cbUncomp = in.u2();
      checkSizes(filled, cbData, cbUncomp);
      byte[] abReserve = in.bytes(parts.get(part).volume().header().cbCFData());
      in.read(stored, filled, cbData);
      check(csum, filled, cbData, cbUncomp, abReserve);
      filled += cbData;
      read++;
      consumed += in.position() - begin;
      this.cbData = filled;
      summed = csum != 0;
      if (cbUncomp > 0) {
        decoder.decode(stored, filled, out, cbUncomp);
        return cbUncomp;
      }
    }
    if (filled > 0) {
      throw CabinetFault.SET_DOES_NOT_FIT.exception(
          "a block goes on in a cabinet that has no more of it");
    }
    return 0;
  }

  /** Goes on to the next part after the last block of one; false after the last part. */
  private boolean toNextBlock() throws IOException {
    while (read == parts.get(part).folder().cCFData()) {
      if (read > 0) {
        passed.read(parts.get(part), parts.get(part).folder().coffCabStart(), in.position());
      }
      if (part + 1 == parts.size()) {
        read = -1;
        return false;
      }
      part++;
      read = 0;
      in = parts.get(part).bytes();
    }
    return read >= 0;
  }

  private void checkSizes(int filled, int cbData, int cbUncomp) throws IOException {
    if (cbData == 0 || filled + cbData > MAX_STORED || cbUncomp > BLOCK) {
      throw CabinetFault.BAD_BLOCK.exception(
          "a block of " + (filled + cbData) + " bytes claims to unpack to " + cbUncomp);
    }
    boolean last = read + 1 == parts.get(part).folder().cCFData();
    if (cbUncomp == 0 && !(last && part + 1 < parts.size())) {
      // MS-CAB 2.6: only the last block of a cabinet that has a next one.
      throw CabinetFault.BAD_BLOCK.exception("a block claims to go on in another cabinet");
    }
  }

  private void check(long csum, int from, int cbData, int cbUncomp, byte[] abReserve)
      throws IOException {
    if (csum == 0) {
      return;
    }
    int ofData = Checksum.of(stored, from, cbData, 0);
    // MS-CAB 2.6 counts the reserve in; libmspack and gcab leave it out. Either vouches for ab.
    int with =
        Checksum.ofSizes(cbData, cbUncomp, Checksum.of(abReserve, 0, abReserve.length, ofData));
    int without = Checksum.ofSizes(cbData, cbUncomp, ofData);
    if ((int) csum != with && (int) csum != without) {
      throw CabinetFault.BAD_CHECKSUM.exception(
          "the block before byte " + in.position() + " has another checksum");
    }
  }

  @Override
  public void close() {
    decoder.close();
  }
}
