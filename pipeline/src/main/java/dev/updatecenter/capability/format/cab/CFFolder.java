package dev.updatecenter.capability.format.cab;

import dev.updatecenter.capability.format.MalformedPackageException;

/**
 * MS-CAB 2.4 CFFOLDER: a run of data blocks that are compressed together.
 *
 * <pre>
 * coffCabStart   u4   offset of the first CFDATA in the cabinet
 * cCFData        u2   number of CFDATA
 * typeCompress   u2   0 none, 1 MSZIP, 2 Quantum, 3 LZX in the low four bits
 * abReserve      CFHEADER.cbCFFolder bytes
 * </pre>
 */
record CFFolder(long coffCabStart, int cCFData, int typeCompress) {
  static final int SIZE = 8;

  static CFFolder read(CabinetBytes in, int reserve) throws java.io.IOException {
    CFFolder folder = new CFFolder(in.u4(), in.u2(), in.u2());
    in.skip(reserve);
    return folder;
  }

  /** How the blocks are stored. */
  Compression compression() throws MalformedPackageException {
    return switch (typeCompress & 0xF) {
      case 0 -> Compression.NONE;
      case 1 -> Compression.MSZIP;
      case 2 -> throw CabinetFault.UNKNOWN_COMPRESSION.exception("Quantum compression is not read");
      case 3 -> throw CabinetFault.LZX.exception("LZX compression is not read yet");
      default ->
          throw CabinetFault.UNKNOWN_COMPRESSION.exception(
              "compression type " + (typeCompress & 0xF) + " is not one of MS-CAB");
    };
  }
}
