package dev.updatecenter.capability.format.pe;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.kernel.core.Architecture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Headers as they lie in the first bytes of a file.
 *
 * <pre>
 * 3Ch        u4  offset of "PE\0\0"; from there:
 *  4         u2  Machine                    6  u2  NumberOfSections
 * 20         u2  SizeOfOptionalHeader      22  u2  Characteristics (2000h: a DLL)
 * 24         u2  Magic: 10Bh PE32, 20Bh PE32+
 * 92         u2  Subsystem (1: native)
 * 116 / 132  u4  NumberOfRvaAndSizes, then u4 address and u4 size of each directory:
 *                1 imports, 4 certificates, 14 .NET
 * behind the optional header: 40 bytes a section,
 *  8         u4  VirtualSize               12  u4  VirtualAddress
 * 16         u4  SizeOfRawData             20  u4  PointerToRawData
 * </pre>
 */
final class PeLayout {
  static final int IMPORTS = 1;
  static final int CERTIFICATES = 4;
  static final int DOT_NET = 14;

  private static final int DLL = 0x2000;
  // "PE Format", COFF file header: the loader takes no more.
  private static final int MAX_SECTIONS = 96;

  private final ByteBuffer bytes;
  private final int pe;
  private final int magic;
  private final List<Section> sections = new ArrayList<>();

  /** Where the bytes of addresses lie in the file. */
  private record Section(long address, long size, long offset) {}

  private PeLayout(ByteBuffer bytes, int pe, int magic) {
    this.bytes = bytes;
    this.pe = pe;
    this.magic = magic;
  }

  static PeLayout read(byte[] beginning) throws MalformedPackageException {
    ByteBuffer b = ByteBuffer.wrap(beginning).order(ByteOrder.LITTLE_ENDIAN);
    if (b.capacity() < 0x40 || b.getShort(0) != 0x5A4D) {
      throw damaged("it does not begin with MZ");
    }
    int pe = b.getInt(0x3C);
    if (pe < 0 || pe > b.capacity() - 24 - 96 || b.getInt(pe) != 0x00004550) {
      throw damaged("there is no PE header where MZ points to");
    }
    int magic = Short.toUnsignedInt(b.getShort(pe + 24));
    if (magic != 0x10B && magic != 0x20B) {
      throw damaged("the optional header is neither PE32 nor PE32+");
    }
    PeLayout layout = new PeLayout(b, pe, magic);
    layout.readSections();
    return layout;
  }

  private void readSections() throws MalformedPackageException {
    int count = Short.toUnsignedInt(bytes.getShort(pe + 6));
    int first = pe + 24 + Short.toUnsignedInt(bytes.getShort(pe + 20));
    if (count > MAX_SECTIONS || first + count * 40 > bytes.capacity()) {
      throw damaged(count + " sections cannot be listed where they should be");
    }
    for (int at = first; at < first + count * 40; at += 40) {
      long size =
          Math.max(
              Integer.toUnsignedLong(bytes.getInt(at + 8)),
              Integer.toUnsignedLong(bytes.getInt(at + 16)));
      sections.add(
          new Section(
              Integer.toUnsignedLong(bytes.getInt(at + 12)),
              size,
              Integer.toUnsignedLong(bytes.getInt(at + 20))));
    }
  }

  int machine() {
    return Short.toUnsignedInt(bytes.getShort(pe + 4));
  }

  int subsystem() {
    return Short.toUnsignedInt(bytes.getShort(pe + 24 + 68));
  }

  boolean isDll() {
    return (bytes.getShort(pe + 22) & DLL) != 0;
  }

  Optional<Architecture> architecture() {
    return switch (machine()) {
      case 0x014C -> Optional.of(Architecture.X86);
      case 0x8664 -> Optional.of(Architecture.AMD64);
      case 0x01C0, 0x01C2, 0x01C4 -> Optional.of(Architecture.ARM);
      case 0xAA64 -> Optional.of(Architecture.ARM64);
      default -> Optional.empty();
    };
  }

  /** Address of a directory; 0 where there is none. */
  long directory(int number) {
    int count = pe + 24 + (magic == 0x10B ? 92 : 108);
    int at = count + 4 + number * 8;
    boolean there =
        at + 8 <= bytes.capacity()
            && Integer.toUnsignedLong(bytes.getInt(count)) > number
            && bytes.getInt(at + 4) != 0;
    return there ? Integer.toUnsignedLong(bytes.getInt(at)) : 0;
  }

  /** Where the byte of an address lies in the file; -1 where no section has it. */
  long offset(long address) {
    for (Section s : sections) {
      if (address >= s.address && address < s.address + s.size) {
        return s.offset + (address - s.address);
      }
    }
    return -1;
  }

  static MalformedPackageException damaged(String what) {
    return new MalformedPackageException("UC3080", "not a sound executable: " + what);
  }
}
