package dev.updatecenter.capability.format.cab;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The beginning of a cabinet with room for a signature in it, for whoever copies a cabinet in order
 * to sign it. A cabinet without room is else moved up as a whole by the program that signs.
 */
public final class SignatureRoom {
  /** Bytes that come in: MS-CAB 2.3, cbCFHeader, cbCFFolder, cbCFData and abReserve. */
  public static final int GROWTH = 4 + SignatureReserve.SIZE;

  // MS-CAB 2.3, offsets in CFHEADER.
  private static final int CB_CABINET = 8;
  private static final int COFF_FILES = 16;
  private static final int C_FOLDERS = 26;
  private static final int FLAGS = 30;
  private static final long LARGEST = 0xFFFFFFFFL - GROWTH;

  private final byte[] bytes;

  private SignatureRoom(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The new beginning, as a copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** How many bytes of the file it stands for; all that follow stay as they are. */
  public int replaces() {
    return bytes.length - GROWTH;
  }

  /**
   * Makes room.
   *
   * @param start a file's first bytes, at least all folders of a cabinet
   * @param fileSize of the whole file
   * @return empty for all that is not one whole cabinet without a reserve: a signing program may
   *     know what to do with it
   */
  public static Optional<SignatureRoom> in(ByteBuffer start, long fileSize) {
    ByteBuffer old = start.slice().order(ByteOrder.LITTLE_ENDIAN);
    if (old.remaining() < CFHeader.BASE_SIZE
        || old.getInt(0) != CFHeader.SIGNATURE
        || old.getShort(FLAGS) != 0
        || Integer.toUnsignedLong(old.getInt(CB_CABINET)) != fileSize) {
      return Optional.empty();
    }
    int folders = Short.toUnsignedInt(old.getShort(C_FOLDERS));
    int end = CFHeader.BASE_SIZE + folders * CFFolder.SIZE;
    if (old.remaining() < end || !mayMove(old, end)) {
      return Optional.empty();
    }
    return Optional.of(new SignatureRoom(roomy(old.limit(end), fileSize)));
  }

  private static boolean mayMove(ByteBuffer old, int end) {
    boolean may = isBelowLargest(old, CB_CABINET) && isBelowLargest(old, COFF_FILES);
    for (int at = CFHeader.BASE_SIZE; at < end; at += CFFolder.SIZE) {
      may &= isBelowLargest(old, at);
    }
    return may;
  }

  private static boolean isBelowLargest(ByteBuffer old, int at) {
    return Integer.toUnsignedLong(old.getInt(at)) <= LARGEST;
  }

  private static byte[] roomy(ByteBuffer old, long cbCabinet) {
    ByteBuffer made = ByteBuffer.allocate(old.limit() + GROWTH).order(ByteOrder.LITTLE_ENDIAN);
    made.put(old.duplicate().limit(CFHeader.BASE_SIZE));
    made.putShort((short) SignatureReserve.SIZE).put((byte) 0).put((byte) 0);
    made.put(SignatureReserve.room(cbCabinet + GROWTH));
    made.put(old.duplicate().position(CFHeader.BASE_SIZE));
    made.putShort(FLAGS, (short) CFHeader.RESERVE_PRESENT);
    moveUp(made, CB_CABINET);
    moveUp(made, COFF_FILES);
    for (int at = CFHeader.BASE_SIZE + GROWTH; at < made.limit(); at += CFFolder.SIZE) {
      moveUp(made, at);
    }
    return made.array();
  }

  private static void moveUp(ByteBuffer made, int at) {
    made.putInt(at, made.getInt(at) + GROWTH);
  }
}
