package dev.updatecenter.capability.format.cab;

import java.io.IOException;

/**
 * MS-CAB 2.6 CFDATA, one after the other, checked and unpacked.
 *
 * <pre>
 * csum       u4   over all that follows; 0 = not computed
 * cbData     u2   bytes as stored
 * cbUncomp   u2   bytes when unpacked, at most 32768
 * abReserve  CFHEADER.cbCFData bytes
 * ab         cbData bytes
 * </pre>
 */
final class DataBlocks implements AutoCloseable {
  static final int BLOCK = 32768;
  // What expands is stored with little overhead; this is what other readers allow too.
  private static final int MAX_STORED = BLOCK + 6144;

  private final CabinetBytes in;
  private final int reserve;
  private final Compression compression;
  private final byte[] stored = new byte[MAX_STORED];
  private final MsZip msZip = new MsZip();

  DataBlocks(CabinetBytes in, int reserve, Compression compression) {
    this.in = in;
    this.reserve = reserve;
    this.compression = compression;
  }

  /**
   * Reads the next block.
   *
   * @param out at least 32768 bytes
   * @return how many bytes it unpacked to, at least 1
   */
  int next(byte[] out) throws IOException {
    final long csum = in.u4();
    int cbData = in.u2();
    int cbUncomp = in.u2();
    if (cbData == 0 || cbData > MAX_STORED || cbUncomp > BLOCK) {
      throw CabinetFault.BAD_BLOCK.exception(
          "a block of " + cbData + " bytes claims to unpack to " + cbUncomp);
    }
    if (cbUncomp == 0) {
      // MS-CAB 2.6: 0 in a block that goes on in the next cabinet.
      throw CabinetFault.PART_OF_A_SET.exception("a block goes on in another cabinet");
    }
    byte[] abReserve = in.bytes(reserve);
    in.read(stored, cbData);
    check(csum, cbData, cbUncomp, abReserve);
    unpack(cbData, cbUncomp, out);
    return cbUncomp;
  }

  private void check(long csum, int cbData, int cbUncomp, byte[] abReserve) throws IOException {
    if (csum == 0) {
      return;
    }
    int ofData = Checksum.of(stored, cbData, 0);
    // MS-CAB 2.6 counts the reserve in; libmspack and gcab leave it out. Either vouches for ab.
    int with = Checksum.ofSizes(cbData, cbUncomp, Checksum.of(abReserve, abReserve.length, ofData));
    int without = Checksum.ofSizes(cbData, cbUncomp, ofData);
    if ((int) csum != with && (int) csum != without) {
      throw CabinetFault.BAD_CHECKSUM.exception(
          "the block before byte " + in.position() + " has another checksum");
    }
  }

  private void unpack(int cbData, int cbUncomp, byte[] out) throws IOException {
    if (compression == Compression.MSZIP) {
      msZip.unpack(stored, cbData, out, cbUncomp);
    } else if (cbData == cbUncomp) {
      System.arraycopy(stored, 0, out, 0, cbData);
    } else {
      throw CabinetFault.BAD_BLOCK.exception(
          "a stored block of " + cbData + " bytes claims to be " + cbUncomp);
    }
  }

  @Override
  public void close() {
    msZip.close();
  }
}
