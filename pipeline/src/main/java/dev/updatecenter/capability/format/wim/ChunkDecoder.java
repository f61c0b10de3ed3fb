package dev.updatecenter.capability.format.wim;

import dev.updatecenter.capability.format.MalformedPackageException;

/** Unpacks one chunk of a resource; no chunk needs what came before it. */
@FunctionalInterface
interface ChunkDecoder {
  /**
   * Unpacks.
   *
   * @param in holds the chunk in its first {@code inLength} bytes
   * @param out takes exactly {@code outLength} bytes
   * @throws MalformedPackageException UC3134 if the chunk does not make so many bytes
   */
  void decode(byte[] in, int inLength, byte[] out, int outLength) throws MalformedPackageException;

  /** The decoder of an image; not to be shared between threads. */
  static ChunkDecoder of(WimHeader.Compression compression) {
    return switch (compression) {
      case NONE ->
          (in, inLength, out, outLength) -> {
            throw WimFault.COMPRESSION.exception("a resource is compressed, the image is not");
          };
      case XPRESS -> new XpressHuffman();
      case LZX -> new LzxChunks();
    };
  }
}
