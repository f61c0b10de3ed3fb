package dev.updatecenter.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Makes executables with sound headers, one section and imports, and nothing to run (Microsoft, "PE
 * Format").
 */
public final class PeBuilder {
  /** Machine of 32-bit ARM. */
  public static final int ARM = 0x01C4;

  /** Machine of 64-bit Intel. */
  public static final int AMD64 = 0x8664;

  /** Machine of 32-bit Intel. */
  public static final int X86 = 0x014C;

  /** Machine of 64-bit ARM. */
  public static final int ARM64 = 0xAA64;

  private static final int PE = 0x80;
  private static final int ADDRESS = 0x1000;

  private final int machine;
  private int subsystem = 1;
  private boolean signed;
  private boolean managed;
  private int padding;
  private List<String> imports = List.of("ntoskrnl.exe");

  private PeBuilder(int machine) {
    this.machine = machine;
  }

  /** A driver: native, imports from the kernel. */
  public static PeBuilder driver(int machine) {
    return new PeBuilder(machine);
  }

  /** A library of user mode. */
  public static PeBuilder library(int machine) {
    return new PeBuilder(machine).subsystem(2).imports("kernel32.dll");
  }

  /** Another subsystem; 1 is native. */
  public PeBuilder subsystem(int number) {
    subsystem = number;
    return this;
  }

  /** Other modules to import from. */
  public PeBuilder imports(String... modules) {
    imports = List.of(modules);
    return this;
  }

  /** With an entry in the certificate table. */
  public PeBuilder signed() {
    signed = true;
    return this;
  }

  /** With a .NET header. */
  public PeBuilder managed() {
    managed = true;
    return this;
  }

  /** With that many bytes before the imports. */
  public PeBuilder padded(int bytes) {
    padding = bytes;
    return this;
  }

  /** The file. */
  public byte[] build() {
    boolean wide = machine == AMD64 || machine == ARM64;
    int optional = wide ? 240 : 224;
    int headers = 0x200;
    byte[] section = section();
    ByteBuffer b = ByteBuffer.allocate(headers + section.length).order(ByteOrder.LITTLE_ENDIAN);
    b.putShort(0, (short) 0x5A4D).putInt(0x3C, PE).putInt(PE, 0x4550);
    b.putShort(PE + 4, (short) machine).putShort(PE + 6, (short) 1);
    b.putShort(PE + 20, (short) optional).putShort(PE + 22, (short) 0x2000);
    b.putShort(PE + 24, (short) (wide ? 0x20B : 0x10B)).putShort(PE + 92, (short) subsystem);
    int directories = PE + 24 + (wide ? 108 : 92);
    b.putInt(directories, 16);
    directory(b, directories, 1, imports.isEmpty() ? 0 : ADDRESS + padding);
    directory(b, directories, 4, signed ? 0x400 : 0);
    directory(b, directories, 14, managed ? ADDRESS : 0);
    int at = PE + 24 + optional;
    b.putInt(at + 8, section.length).putInt(at + 12, ADDRESS);
    b.putInt(at + 16, section.length).putInt(at + 20, headers);
    b.position(headers);
    b.put(section);
    return b.array();
  }

  private static void directory(ByteBuffer b, int directories, int number, int address) {
    b.putInt(directories + 4 + number * 8, address);
    b.putInt(directories + 8 + number * 8, address == 0 ? 0 : 100);
  }

  private byte[] section() {
    int names = padding + 20 * (imports.size() + 1);
    ByteBuffer b = ByteBuffer.allocate(names + 300 * imports.size() + 64);
    b.order(ByteOrder.LITTLE_ENDIAN);
    int name = names;
    for (int i = 0; i < imports.size(); i++) {
      b.putInt(padding + 20 * i + 12, ADDRESS + name);
      byte[] text = imports.get(i).getBytes(StandardCharsets.US_ASCII);
      b.position(name);
      b.put(text);
      name += text.length + 1;
    }
    return Arrays.copyOf(b.array(), name + 64);
  }
}
