package dev.updatecenter.capability.format.pe;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.kernel.core.Architecture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The headers of a portable executable (Microsoft, "PE Format").
 *
 * <pre>
 * 3Ch        u4  offset of "PE\0\0"; from there:
 *  4         u2  Machine
 * 22         u2  Characteristics (2000h: a DLL)
 * 24         u2  Magic: 10Bh PE32, 20Bh PE32+
 * 92         u2  Subsystem (1: native)
 * 116 / 132  u4  NumberOfRvaAndSizes; the fifth entry behind it is the certificate table
 * </pre>
 *
 * @param machine as stored
 * @param architecture what {@code machine} stands for; empty for one that Windows IoT has not
 * @param subsystem as stored
 * @param isDll whether it is a library
 * @param kernelMode whether it is native: a driver, or one of the few programs before Win32
 * @param hasCertificates whether it carries an embedded signature, good or bad
 */
public record PeHeader(
    int machine,
    Optional<Architecture> architecture,
    int subsystem,
    boolean isDll,
    boolean kernelMode,
    boolean hasCertificates) {
  /** How many bytes from the start of a file are enough for {@link #read(byte[])}. */
  public static final int ENOUGH = 1 << 16;

  private static final String DAMAGED = "UC3080";
  private static final int NATIVE = 1;
  private static final int DLL = 0x2000;

  /**
   * Reads the headers of a file.
   *
   * @throws MalformedPackageException UC3080 if they are damaged
   */
  public static PeHeader read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in.readNBytes(ENOUGH));
    }
  }

  /**
   * Reads the headers from the first bytes of a file.
   *
   * @param beginning all of it, or at least {@link #ENOUGH} bytes
   * @throws MalformedPackageException UC3080 if they are damaged, or lie further behind
   */
  public static PeHeader read(byte[] beginning) throws MalformedPackageException {
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
    int machine = Short.toUnsignedInt(b.getShort(pe + 4));
    int subsystem = Short.toUnsignedInt(b.getShort(pe + 24 + 68));
    return new PeHeader(
        machine,
        architecture(machine),
        subsystem,
        (b.getShort(pe + 22) & DLL) != 0,
        subsystem == NATIVE,
        hasCertificates(b, pe + 24 + (magic == 0x10B ? 92 : 108)));
  }

  private static boolean hasCertificates(ByteBuffer b, int numberOfRvaAndSizes) {
    int fifth = numberOfRvaAndSizes + 4 + 4 * 8;
    return fifth + 8 <= b.capacity()
        && Integer.toUnsignedLong(b.getInt(numberOfRvaAndSizes)) > 4
        && b.getInt(fifth + 4) != 0;
  }

  private static Optional<Architecture> architecture(int machine) {
    return switch (machine) {
      case 0x014C -> Optional.of(Architecture.X86);
      case 0x8664 -> Optional.of(Architecture.AMD64);
      case 0x01C0, 0x01C2, 0x01C4 -> Optional.of(Architecture.ARM);
      case 0xAA64 -> Optional.of(Architecture.ARM64);
      default -> Optional.empty();
    };
  }

  private static MalformedPackageException damaged(String what) {
    return new MalformedPackageException(DAMAGED, "not a sound executable: " + what);
  }
}
