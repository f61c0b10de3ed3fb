package dev.updatecenter.capability.format.wim;

import dev.updatecenter.capability.format.MalformedPackageException;
import java.nio.ByteBuffer;

/**
 * Where a resource lies: the short resource header of 24 bytes.
 *
 * <pre>
 * 0  size in the file, 7 bytes
 * 7  flags
 * 8  offset in the file
 * 16 size of its content
 * </pre>
 *
 * @param storedSize bytes in the file
 * @param flags {@link #METADATA}, {@link #COMPRESSED} …
 * @param offset from the file's beginning
 * @param size bytes of its content
 */
record WimResource(long storedSize, int flags, long offset, long size) {
  /** Bytes of a short resource header. */
  static final int LENGTH = 24;

  /** Folders of an image. */
  static final int METADATA = 0x02;

  /** In chunks, by the image's compression. */
  static final int COMPRESSED = 0x04;

  /** Continued in another part. */
  static final int SPANNED = 0x08;

  /** Several resources in one, as in an ESD. */
  static final int SOLID = 0x10;

  /** Reads one at the buffer's position. */
  static WimResource read(ByteBuffer in) {
    long sizeAndFlags = in.getLong();
    return new WimResource(
        sizeAndFlags & 0x00FF_FFFF_FFFF_FFFFL,
        (int) (sizeAndFlags >>> 56),
        in.getLong(),
        in.getLong());
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** Refuses what lies outside a file of {@code fileSize} bytes, or cannot be read alone. */
  void check(String what, long fileSize) throws MalformedPackageException {
    if (has(SOLID)) {
      throw WimFault.COMPRESSION.exception(what + " is in a solid block, as an ESD has them");
    }
    if (has(SPANNED)) {
      throw WimFault.PART.exception(what + " goes on in another part");
    }
    if (offset < 0 || size < 0 || offset > fileSize || storedSize > fileSize - offset) {
      throw WimFault.STRUCTURE.exception(what + " lies outside the file");
    }
    if (!has(COMPRESSED) && storedSize != size) {
      throw WimFault.STRUCTURE.exception(what + " is stored, and its two sizes differ");
    }
  }
}
