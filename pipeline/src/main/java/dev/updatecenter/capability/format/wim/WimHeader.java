package dev.updatecenter.capability.format.wim;

import dev.updatecenter.capability.format.MalformedPackageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The header of a Windows image, WIMHEADER_V1_PACKED of "Windows Imaging File Format".
 *
 * <pre>
 * 0   ImageTag "MSWIM\0\0\0"      72  rhXmlData
 * 8   cbSize, 208                 96  rhBootMetadata
 * 12  dwVersion, 0x10D00          120 dwBootIndex
 * 16  dwFlags                     124 rhIntegrity
 * 20  dwCompressionSize           148 unused, 60 bytes
 * 24  gWIMGuid
 * 40  usPartNumber, 42 usTotalParts
 * 44  dwImageCount
 * 48  rhOffsetTable
 * </pre>
 *
 * @param compression of its resources
 * @param chunkSize bytes of content in a chunk; 0 without compression
 * @param imageCount images in it
 * @param table the table of its resources
 * @param xmlData what it says of its images
 */
record WimHeader(
    Compression compression,
    int chunkSize,
    int imageCount,
    WimResource table,
    WimResource xmlData) {
  /** Bytes of a header. */
  static final int LENGTH = 208;

  private static final String TAG = "MSWIM\0\0\0";
  private static final int VERSION = 0x10D00;
  private static final int VERSION_SOLID = 0xE00;
  private static final int COMPRESSED = 0x2;
  private static final int SPANNED = 0x8;
  private static final int RESOURCE_ONLY = 0x10;
  private static final int METADATA_ONLY = 0x20;
  private static final int WRITE_IN_PROGRESS = 0x40;
  private static final int XPRESS = 0x20000;
  private static final int LZX = 0x40000;
  private static final int MAX_IMAGES = 64;

  /** How the resources of an image are compressed. */
  enum Compression {
    /** Not. */
    NONE,
    /** LZ77 and Huffman codes, MS-XCA 2.1 and 2.2. */
    XPRESS,
    /** As in cabinets, in chunks of their own. */
    LZX
  }

  static WimHeader read(byte[] bytes) throws MalformedPackageException {
    if (bytes.length < LENGTH) {
      throw WimFault.HEADER.exception("ends inside its header");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (!new String(bytes, 0, 8, StandardCharsets.ISO_8859_1).equals(TAG)
        || in.getInt(8) != LENGTH) {
      throw WimFault.HEADER.exception("has no header of a Windows image");
    }
    int version = in.getInt(12);
    if (version == VERSION_SOLID) {
      throw WimFault.COMPRESSION.exception("is an ESD: LZMS, or resources in solid blocks");
    }
    if (version != VERSION) {
      throw WimFault.HEADER.exception("has the unknown version 0x" + Integer.toHexString(version));
    }
    int flags = in.getInt(16);
    whole(flags, in.getShort(40), in.getShort(42));
    Compression compression = compression(flags);
    int images = in.getInt(44);
    if (images < 1 || images > MAX_IMAGES) {
      throw WimFault.HEADER.exception("holds " + Integer.toUnsignedString(images) + " images");
    }
    return new WimHeader(
        compression,
        chunkSize(compression, in.getInt(20)),
        images,
        WimResource.read(in.position(48)),
        WimResource.read(in.position(72)));
  }

  private static void whole(int flags, short part, short parts) throws MalformedPackageException {
    if ((flags & SPANNED) != 0 || part != 1 || parts != 1) {
      throw WimFault.PART.exception(
          "is part "
              + Short.toUnsignedInt(part)
              + " of "
              + Short.toUnsignedInt(parts)
              + " of a split image");
    }
    if ((flags & (RESOURCE_ONLY | METADATA_ONLY | WRITE_IN_PROGRESS)) != 0) {
      throw WimFault.PART.exception("holds only a part of an image, by its flags");
    }
  }

  private static Compression compression(int flags) throws MalformedPackageException {
    if ((flags & COMPRESSED) == 0) {
      return Compression.NONE;
    }
    boolean xpress = (flags & XPRESS) != 0;
    if (xpress == ((flags & LZX) != 0)) {
      throw WimFault.COMPRESSION.exception(
          "is compressed in a way that is not read (flags 0x" + Integer.toHexString(flags) + ")");
    }
    return xpress ? Compression.XPRESS : Compression.LZX;
  }

  private static int chunkSize(Compression compression, int size) throws MalformedPackageException {
    boolean fits =
        switch (compression) {
          case NONE -> true;
          // MS-XCA 2.1: one code for at most 64 KiB.
          case XPRESS -> size >= 1 << 12 && size <= 1 << 16 && Integer.bitCount(size) == 1;
          case LZX -> size == 1 << 15;
        };
    if (!fits) {
      throw WimFault.COMPRESSION.exception(
          "is compressed by "
              + compression
              + " in chunks of "
              + Integer.toUnsignedString(size)
              + " bytes, which is not read");
    }
    return compression == Compression.NONE ? 0 : size;
  }
}
