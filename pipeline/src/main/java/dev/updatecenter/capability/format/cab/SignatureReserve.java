package dev.updatecenter.capability.format.cab;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What Authenticode keeps in CFHEADER.abReserve, 20 bytes as signing programs write it.
 *
 * <pre>
 *  0  u2  size of what another application keeps (0)
 *  2  u2  size of the pointer, 16
 *  4  u4  offset of the signature
 *  8  u4  length of the signature; 0 = room, not signed yet
 * 12  u8  filler
 * </pre>
 */
final class SignatureReserve {
  static final int SIZE = 20;
  private static final int POINTER = 16;

  private SignatureReserve() {}

  static Optional<SignatureSpan> read(byte[] abReserve) {
    if (abReserve.length < SIZE) {
      return Optional.empty();
    }
    ByteBuffer b = ByteBuffer.wrap(abReserve).order(ByteOrder.LITTLE_ENDIAN);
    int before = Short.toUnsignedInt(b.getShort());
    int pointer = Short.toUnsignedInt(b.getShort());
    if (pointer != POINTER || 4 + before + POINTER > abReserve.length) {
      return Optional.empty();
    }
    b.position(4 + before);
    long offset = Integer.toUnsignedLong(b.getInt());
    long length = Integer.toUnsignedLong(b.getInt());
    return length == 0 ? Optional.empty() : Optional.of(new SignatureSpan(offset, length));
  }

  /** Room for a signature that is to follow the cabinet; jsign wants the place told before. */
  static byte[] room(long cbCabinet) {
    ByteBuffer b = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    b.putShort((short) 0).putShort((short) POINTER).putInt((int) cbCabinet);
    return b.array();
  }
}
