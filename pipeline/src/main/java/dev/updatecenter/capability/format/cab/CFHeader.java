package dev.updatecenter.capability.format.cab;

import java.io.IOException;
import java.util.Optional;

/**
 * MS-CAB 2.3 CFHEADER.
 *
 * <pre>
 *  0  signature     u4   "MSCF"
 *  4  reserved1     u4   0
 *  8  cbCabinet     u4   size of the cabinet; a signature lies behind it
 * 12  reserved2     u4   0
 * 16  coffFiles     u4   offset of the first CFFILE
 * 20  reserved3     u4   0
 * 24  versionMinor  u1   3
 * 25  versionMajor  u1   1
 * 26  cFolders      u2
 * 28  cFiles        u2
 * 30  flags         u2   1 previous cabinet, 2 next cabinet, 4 reserve present
 * 32  setID         u2
 * 34  iCabinet      u2
 * 36  cbCFHeader    u2   size of abReserve            (these four with flag 4 only)
 * 38  cbCFFolder    u1   reserve of each CFFOLDER
 * 39  cbCFData      u1   reserve of each CFDATA
 * 40  abReserve
 *     szCabinetPrev, szDiskPrev   NUL-terminated      (with flag 1 only)
 *     szCabinetNext, szDiskNext   NUL-terminated      (with flag 2 only)
 * </pre>
 *
 * @param cbCabinet size of the cabinet in bytes
 * @param coffFiles offset of the first CFFILE
 * @param cFolders number of folders, at least 1
 * @param cFiles number of files, at least 1
 * @param flags as stored
 * @param setID the same in each cabinet of a set
 * @param iCabinet position in the set
 * @param cbCFHeader bytes of reserve in the header, abReserve; 0 where there is none
 * @param cbCFFolder bytes of reserve in each CFFOLDER
 * @param cbCFData bytes of reserve in each CFDATA
 * @param signature where abReserve says that a signature lies; empty where it says nothing of one
 * @param links the cabinets before and after it, where it is one of a set
 */
public record CFHeader(
    long cbCabinet,
    long coffFiles,
    int cFolders,
    int cFiles,
    int flags,
    int setID,
    int iCabinet,
    int cbCFHeader,
    int cbCFFolder,
    int cbCFData,
    Optional<SignatureSpan> signature,
    SetLinks links) {
  static final int SIGNATURE = 0x4643534D;
  static final int BASE_SIZE = 36;
  static final int RESERVE_PRESENT = 4;

  static CFHeader read(CabinetBytes in) throws IOException {
    if (in.remaining() < 4 || in.u4() != SIGNATURE) {
      throw CabinetFault.NOT_A_CABINET.exception("does not begin with MSCF");
    }
    // Authenticode leaves reserved1 out of its digest: nothing may hide there.
    zero(in.u4(), "reserved1");
    final long cbCabinet = in.u4();
    zero(in.u4(), "reserved2");
    final long coffFiles = in.u4();
    zero(in.u4(), "reserved3");
    int minor = in.u1();
    int major = in.u1();
    if (major != 1 || minor != 3) {
      throw CabinetFault.BAD_HEADER.exception("version " + major + "." + minor + ", not 1.3");
    }
    int cFolders = in.u2();
    int cFiles = in.u2();
    int flags = in.u2();
    int setID = in.u2();
    int iCabinet = in.u2();
    checkCounts(cFolders, cFiles);
    boolean reserve = (flags & RESERVE_PRESENT) != 0;
    int cbCFHeader = reserve ? in.u2() : 0;
    int cbCFFolder = reserve ? in.u1() : 0;
    int cbCFData = reserve ? in.u1() : 0;
    Optional<SignatureSpan> signature = SignatureReserve.read(in.bytes(cbCFHeader));
    return new CFHeader(
        cbCabinet,
        coffFiles,
        cFolders,
        cFiles,
        flags,
        setID,
        iCabinet,
        cbCFHeader,
        cbCFFolder,
        cbCFData,
        signature,
        SetLinks.read(flags, in));
  }

  private static void checkCounts(int cFolders, int cFiles) throws IOException {
    if (cFolders == 0) {
      throw CabinetFault.NO_FOLDERS.exception("has no folders");
    }
    if (cFiles == 0) {
      throw CabinetFault.NO_FILES.exception("has no files");
    }
  }

  private static void zero(long value, String field) throws IOException {
    if (value != 0) {
      throw CabinetFault.BAD_HEADER.exception(field + " is not 0");
    }
  }
}
