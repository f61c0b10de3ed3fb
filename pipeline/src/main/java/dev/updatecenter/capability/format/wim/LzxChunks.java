package dev.updatecenter.capability.format.wim;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.lzx.LzxDecoder;
import dev.updatecenter.capability.format.lzx.MalformedLzxException;

/** LZX as images have it. */
final class LzxChunks implements ChunkDecoder {
  private final LzxDecoder decoder = LzxDecoder.forWim();

  @Override
  public void decode(byte[] in, int inLength, byte[] out, int outLength)
      throws MalformedPackageException {
    try {
      decoder.decodeFrame(in, inLength, out, outLength);
    } catch (MalformedLzxException e) {
      throw WimFault.CONTENT.exception("a chunk is damaged: " + e.getMessage());
    }
  }
}
