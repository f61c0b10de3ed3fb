package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.SourcePosition;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * AppxBlockMap.xml: SHA-256 of each 64 KiB of each file (Microsoft, "Package block map schema").
 *
 * @param files by name as in {@link EntryNames#key}
 */
record BlockMap(Map<String, File> files) {
  static final String FILE_NAME = "AppxBlockMap.xml";
  static final String NAMESPACE = "http://schemas.microsoft.com/appx/2010/blockmap";
  static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
  static final int BLOCK = 1 << 16;
  static final int MAX_BYTES = 32 << 20;

  /** Copies. */
  BlockMap {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  /**
   * A file of the map.
   *
   * @param name with {@code \} between folders
   * @param size of its content
   * @param headerSize LfhSize: length of its local header in the ZIP
   * @param hashes its blocks' digests, one after the other
   * @param packed what its blocks take up in the ZIP by their Size; empty where none has one
   * @param position of its element
   */
  record File(
      String name,
      long size,
      long headerSize,
      ByteBuffer hashes,
      OptionalLong packed,
      SourcePosition position) {
    /** Whether a block's digest is the one that is listed. */
    boolean lists(int block, byte[] digest) {
      return block < blocks()
          && hashes
              .slice(block * ContentDigest.LENGTH, ContentDigest.LENGTH)
              .equals(ByteBuffer.wrap(digest));
    }

    int blocks() {
      return hashes.capacity() / ContentDigest.LENGTH;
    }
  }

  /**
   * Reads a block map without keeping its XML.
   *
   * @throws MalformedPackageException UC3113, UC3118 or UC3120 if it cannot be used
   */
  static BlockMap parse(byte[] xml, int maxFiles) throws MalformedPackageException {
    BlockMapReader reader = new BlockMapReader(maxFiles);
    AppxXml.visit(xml, FILE_NAME, BlockMapReader.CODE, reader);
    return new BlockMap(reader.files());
  }
}
