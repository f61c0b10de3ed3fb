package dev.updatecenter.capability.devicemodel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a table lies and how long it is (DSP0134 5.2).
 *
 * <pre>
 * _SM_   00h anchor  04h checksum  05h length  06h major  07h minor  10h _DMI_  15h checksum
 *        16h table length u16le  18h table address u32le  1Ch number of structures u16le
 * _SM3_  00h anchor  05h checksum  06h length  07h major  08h minor
 *        0Ch table maximum size u32le  10h table address u64le
 * _DMI_  00h anchor  05h checksum  06h table length u16le  08h table address u32le
 *        0Ch number of structures u16le  0Eh version, a digit a nibble
 * </pre>
 *
 * @param version as written, not corrected
 * @param address of the table; meaningful in a dump only
 * @param tableLength in bytes: exact for {@code _SM_}, the most it can be for {@code _SM3_}
 * @param structures their number; 0 where the entry point does not say
 */
record SmbiosEntryPoint(SmbiosVersion version, long address, long tableLength, int structures) {
  private static final byte[] SM = ascii("_SM_");
  private static final byte[] SM3 = ascii("_SM3_");
  private static final byte[] DMI = ascii("_DMI_");
  private static final int LONGEST = 0x20;
  private static final int LEGACY = 0x0F;

  /** The length of the shortest entry point: no table begins before. */
  static final int SHORTEST = LEGACY;

  /** Reads an entry point, if there is one at the start of {@code bytes}. */
  static Optional<SmbiosEntryPoint> read(byte[] bytes) throws MalformedSmbiosException {
    if (startsWith(bytes, SM3, 0)) {
      return Optional.of(read64(bytes));
    }
    if (startsWith(bytes, SM, 0)) {
      return Optional.of(read32(bytes));
    }
    return startsWith(bytes, DMI, 0) ? Optional.of(readLegacy(bytes)) : Optional.empty();
  }

  // DSP0134 5.2.1
  private static SmbiosEntryPoint read32(byte[] bytes) throws MalformedSmbiosException {
    // 1Eh: an erratum of version 2.1 of the specification that firmware still follows.
    check(bytes, 0, length(bytes, 5, 0x1E));
    if (!startsWith(bytes, DMI, 0x10)) {
      throw new MalformedSmbiosException("the entry point lacks its intermediate anchor _DMI_");
    }
    // Of an entry point of 1Eh bytes the last byte of this part may not be there to be summed.
    if (bytes.length >= 0x1F) {
      check(bytes, 0x10, LEGACY);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return new SmbiosEntryPoint(
        new SmbiosVersion(Byte.toUnsignedInt(in.get(6)), Byte.toUnsignedInt(in.get(7))),
        Integer.toUnsignedLong(in.getInt(0x18)),
        Short.toUnsignedInt(in.getShort(0x16)),
        Short.toUnsignedInt(in.getShort(0x1C)));
  }

  // DSP0134 5.2.2
  private static SmbiosEntryPoint read64(byte[] bytes) throws MalformedSmbiosException {
    check(bytes, 0, length(bytes, 6, 0x18));
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return new SmbiosEntryPoint(
        new SmbiosVersion(Byte.toUnsignedInt(in.get(7)), Byte.toUnsignedInt(in.get(8))),
        in.getLong(0x10),
        Integer.toUnsignedLong(in.getInt(0x0C)),
        0);
  }

  /** The intermediate part alone (DSP0134 5.2.1, 10h on), as firmware from before SMBIOS has it. */
  private static SmbiosEntryPoint readLegacy(byte[] bytes) throws MalformedSmbiosException {
    check(bytes, 0, LEGACY);
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return new SmbiosEntryPoint(
        new SmbiosVersion(in.get(0x0E) >> 4 & 0x0F, in.get(0x0E) & 0x0F),
        Integer.toUnsignedLong(in.getInt(0x08)),
        Short.toUnsignedInt(in.getShort(0x06)),
        Short.toUnsignedInt(in.getShort(0x0C)));
  }

  private static int length(byte[] bytes, int at, int least) throws MalformedSmbiosException {
    int length = at < bytes.length ? Byte.toUnsignedInt(bytes[at]) : 0;
    if (length < least || length > LONGEST || length > bytes.length) {
      throw new MalformedSmbiosException(
          "the entry point gives its own length as " + length + " of " + bytes.length + " bytes");
    }
    return length;
  }

  private static void check(byte[] bytes, int from, int length) throws MalformedSmbiosException {
    if (bytes.length < from + length) {
      throw new MalformedSmbiosException("the entry point is cut off");
    }
    int sum = 0;
    for (int i = from; i < from + length; i++) {
      sum += bytes[i];
    }
    if ((sum & 0xFF) != 0) {
      throw new MalformedSmbiosException("the checksum of the entry point is wrong");
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] anchor, int at) {
    return bytes.length >= at + anchor.length
        && ByteBuffer.wrap(bytes, at, anchor.length).equals(ByteBuffer.wrap(anchor));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
