package dev.updatecenter.capability.format.cab;

import dev.updatecenter.capability.format.lzx.LzxDecoder;
import dev.updatecenter.capability.format.lzx.MalformedLzxException;
import java.io.IOException;

/** Unpacks the blocks of one folder, in order. */
interface BlockDecoder extends AutoCloseable {
  /** Unpacks a block that must yield exactly {@code cbUncomp} bytes. */
  void decode(byte[] ab, int cbData, byte[] out, int cbUncomp) throws IOException;

  @Override
  default void close() {}

  /** MS-CAB 2.4 typeCompress 0. */
  static BlockDecoder stored() {
    return (ab, cbData, out, cbUncomp) -> {
      if (cbData != cbUncomp) {
        throw CabinetFault.BAD_BLOCK.exception(
            "a stored block of " + cbData + " bytes claims to be " + cbUncomp);
      }
      System.arraycopy(ab, 0, out, 0, cbData);
    };
  }

  /** MS-CAB 2.4 typeCompress 3; each block is a frame. */
  static BlockDecoder lzx(int windowBits) {
    LzxDecoder decoder = LzxDecoder.forCabinet(windowBits);
    return (ab, cbData, out, cbUncomp) -> {
      try {
        decoder.decodeFrame(ab, cbData, out, cbUncomp);
      } catch (MalformedLzxException e) {
        throw CabinetFault.BAD_BLOCK.exception(String.valueOf(e.getMessage()));
      }
    };
  }
}
