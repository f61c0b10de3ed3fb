package dev.updatecenter.capability.format.cab;

import dev.updatecenter.capability.format.MalformedPackageException;

/**
 * MS-CAB 2.4 CFFOLDER: a run of data blocks that are compressed together.
 *
 * <pre>
 * coffCabStart   u4   offset of the first CFDATA in the cabinet
 * cCFData        u2   number of CFDATA
 * typeCompress   u2   0 none, 1 MSZIP, 2 Quantum, 3 LZX in the low four bits; bits 8 to 12: window
 * abReserve      CFHEADER.cbCFFolder bytes
 * </pre>
 */
record CFFolder(long coffCabStart, int cCFData, int typeCompress) {
  static final int SIZE = 8;
  private static final int MIN_WINDOW_BITS = 15;
  private static final int MAX_WINDOW_BITS = 21;

  static CFFolder read(CabinetBytes in, int reserve) throws java.io.IOException {
    CFFolder folder = new CFFolder(in.u4(), in.u2(), in.u2());
    in.skip(reserve);
    return folder;
  }

  /** Unpacks its blocks from the first on. */
  BlockDecoder decoder() throws MalformedPackageException {
    return switch (typeCompress & 0xF) {
      case 0 -> BlockDecoder.stored();
      case 1 -> new MsZip();
      case 2 -> throw CabinetFault.QUANTUM.exception("Quantum compression is not read");
      case 3 -> lzx(typeCompress >> 8 & 0x1F);
      default ->
          throw CabinetFault.UNKNOWN_COMPRESSION.exception(
              "compression type " + (typeCompress & 0xF) + " is not one of MS-CAB");
    };
  }

  private static BlockDecoder lzx(int windowBits) throws MalformedPackageException {
    // MS-CAB 2.4 typeCompress, and MS-PATCH "Window Size": 32 KiB to 2 MiB.
    if (windowBits < MIN_WINDOW_BITS || windowBits > MAX_WINDOW_BITS) {
      throw CabinetFault.UNKNOWN_COMPRESSION.exception(
          "LZX has windows of 15 to 21 bits, not of " + windowBits);
    }
    return BlockDecoder.lzx(windowBits);
  }
}
