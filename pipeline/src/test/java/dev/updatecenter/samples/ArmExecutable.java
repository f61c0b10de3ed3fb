package dev.updatecenter.samples;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Makes the smallest honest executables for Windows on ARM: real headers, real Thumb-2 code that
 * does nothing and says so (Microsoft, "PE Format"). Both run in user mode.
 *
 * <pre>
 * 000h DOS header   080h PE header, optional header, two section headers
 * 200h .text        400h .rdata
 * </pre>
 */
final class ArmExecutable {
  private static final int PE = 0x80;
  private static final int BLOCK = 0x200;
  private static final int TEXT = 0x1000;
  private static final int DATA = 0x2000;
  private static final int THUMB = 1;
  private static final int GUI = 2;
  private static final int CONSOLE = 3;

  // movs r0, #1; bx lr; movs r0, #0; bx lr: "TRUE", then "no error".
  private static final byte[] CODE = {0x01, 0x20, 0x70, 0x47, 0x00, 0x20, 0x70, 0x47};
  private static final int RETURNS_ZERO = 4;

  private final ByteBuffer out = ByteBuffer.allocate(3 * BLOCK).order(ByteOrder.LITTLE_ENDIAN);

  private ArmExecutable() {}

  /** A library with one export that returns 0; its entry point returns TRUE. */
  static byte[] library(String fileName, String export) {
    ArmExecutable pe = new ArmExecutable();
    pe.headers(0x2000, GUI, 0);
    pe.exports(fileName, export);
    return pe.out.array();
  }

  /** A program that ends at once with status 0. */
  static byte[] program(String says) {
    ArmExecutable pe = new ArmExecutable();
    pe.headers(0, CONSOLE, RETURNS_ZERO);
    pe.out.put(2 * BLOCK, says.getBytes(StandardCharsets.US_ASCII));
    return pe.out.array();
  }

  private void headers(int kind, int subsystem, int entry) {
    out.putShort(0, (short) 0x5A4D).putInt(0x3C, PE);
    out.putInt(PE, 0x00004550);
    // COFF header: Machine ARMNT, two sections, no time (the same input gives the same bytes).
    out.putShort(PE + 4, (short) 0x01C4).putShort(PE + 6, (short) 2);
    // EXECUTABLE_IMAGE, LARGE_ADDRESS_AWARE, 32BIT_MACHINE.
    out.putShort(PE + 20, (short) 224).putShort(PE + 22, (short) (0x0122 | kind));
    optionalHeader(PE + 24, subsystem, entry);
    section(PE + 24 + 224, ".text", TEXT, BLOCK, 0x60000020);
    section(PE + 24 + 224 + 40, ".rdata", DATA, 2 * BLOCK, 0x40000040);
    out.put(BLOCK, CODE);
  }

  /** PE32; the checksum stays 0, which Windows asks of kernel and boot files only. */
  private void optionalHeader(int at, int subsystem, int entry) {
    out.putShort(at, (short) 0x10B).put(at + 2, (byte) 14);
    out.putInt(at + 4, BLOCK).putInt(at + 8, BLOCK).putInt(at + 16, TEXT + entry + THUMB);
    out.putInt(at + 20, TEXT).putInt(at + 24, DATA).putInt(at + 28, 0x10000000);
    out.putInt(at + 32, 0x1000).putInt(at + 36, BLOCK);
    out.putShort(at + 40, (short) 6).putShort(at + 42, (short) 2);
    out.putShort(at + 48, (short) 6).putShort(at + 50, (short) 2);
    out.putInt(at + 56, 0x3000).putInt(at + 60, BLOCK);
    // DYNAMIC_BASE and NX_COMPAT: Windows on ARM loads nothing without them.
    out.putShort(at + 68, (short) subsystem).putShort(at + 70, (short) 0x0140);
    out.putInt(at + 72, 0x100000).putInt(at + 76, 0x1000);
    out.putInt(at + 80, 0x100000).putInt(at + 84, 0x1000).putInt(at + 92, 16);
  }

  private void section(int at, String name, int address, int offset, int flags) {
    out.put(at, name.getBytes(StandardCharsets.US_ASCII));
    out.putInt(at + 8, BLOCK).putInt(at + 12, address).putInt(at + 16, BLOCK);
    out.putInt(at + 20, offset).putInt(at + 36, flags);
  }

  /** The export directory with one address, one name, ordinal 1 ("The .edata Section"). */
  private void exports(String fileName, String export) {
    int at = 2 * BLOCK;
    int names = 40 + 4 + 4 + 2;
    out.putInt(at + 12, DATA + names).putInt(at + 16, 1).putInt(at + 20, 1).putInt(at + 24, 1);
    out.putInt(at + 28, DATA + 40).putInt(at + 32, DATA + 44).putInt(at + 36, DATA + 48);
    out.putInt(at + 40, TEXT + RETURNS_ZERO + THUMB);
    out.putInt(at + 44, DATA + names + fileName.length() + 1);
    out.put(at + names, (fileName + "\0" + export + "\0").getBytes(StandardCharsets.US_ASCII));
    int size = names + fileName.length() + export.length() + 2;
    out.putInt(PE + 24 + 96, DATA).putInt(PE + 24 + 100, size);
  }
}
