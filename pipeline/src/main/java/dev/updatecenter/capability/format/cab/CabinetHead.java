package dev.updatecenter.capability.format.cab;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * MS-CAB 2.3 CFHEADER and 2.4 CFFOLDER of a cabinet that is alone, without reserves but that for a
 * signature.
 *
 * @param files how many CFFILE follow
 * @param reserve whether there is room for the pointer to a signature
 */
record CabinetHead(List<CFFolder> folders, int files, int setID, boolean reserve) {
  CabinetHead {
    folders = List.copyOf(folders);
  }

  /** Bytes of it. */
  static int size(int folders, boolean reserve) {
    return CFHeader.BASE_SIZE + (reserve ? 4 + SignatureReserve.SIZE : 0) + folders * CFFolder.SIZE;
  }

  void put(ByteBuffer head, long cbCabinet) {
    head.putInt(CFHeader.SIGNATURE).putInt(0).putInt((int) cbCabinet).putInt(0);
    head.putInt(size(folders.size(), reserve)).putInt(0).put((byte) 3).put((byte) 1);
    head.putShort((short) folders.size()).putShort((short) files);
    head.putShort((short) (reserve ? CFHeader.RESERVE_PRESENT : 0)).putShort((short) setID);
    head.putShort((short) 0);
    if (reserve) {
      head.putShort((short) SignatureReserve.SIZE).put((byte) 0).put((byte) 0);
      head.put(SignatureReserve.room(cbCabinet));
    }
    for (CFFolder folder : folders) {
      head.putInt((int) folder.coffCabStart());
      head.putShort((short) folder.cCFData()).putShort((short) folder.typeCompress());
    }
  }
}
