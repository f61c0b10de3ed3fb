package dev.updatecenter.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes SMBIOS tables (DSP0134): the structures one by one, then whole in any of the wrappings that
 * tables come in.
 */
public final class SmbiosTableBuilder {
  private static final int TABLE_OFFSET = 0x20;

  private final List<byte[]> structures = new ArrayList<>();

  /** A table that the OEM licence has nothing against, for a device of these six values. */
  public static SmbiosTableBuilder device(
      String manufacturer,
      String family,
      String productName,
      String skuNumber,
      String baseboardManufacturer,
      String baseboardProduct) {
    return new SmbiosTableBuilder()
        .bios("Contoso", "1.2.3", 0x04, 1, 9)
        .system(manufacturer, family, productName, skuNumber)
        .baseboard(baseboardManufacturer, baseboardProduct)
        .enclosure(0x0A);
  }

  /** The device that tests are about unless they say otherwise. */
  public static SmbiosTableBuilder contosoKiosk() {
    return device("Contoso", "Kiosk", "ContosoKiosk", "CK-01", "Arrow", "CK-BB-02");
  }

  /** Type 0 of version 2.4 (DSP0134 7.1). */
  public SmbiosTableBuilder bios(
      String vendor, String version, int extension2, int major, int minor) {
    byte[] fields = new byte[0x14];
    fields[0x00] = 1;
    fields[0x01] = 2;
    fields[0x0F] = (byte) extension2;
    fields[0x10] = (byte) major;
    fields[0x11] = (byte) minor;
    fields[0x12] = (byte) 0xFF;
    fields[0x13] = (byte) 0xFF;
    return structure(0, fields, vendor, version);
  }

  /** Type 1 of version 2.4 (DSP0134 7.2); an empty string is not set. */
  public SmbiosTableBuilder system(
      String manufacturer, String family, String productName, String skuNumber) {
    byte[] fields = new byte[0x17];
    List<String> strings = new ArrayList<>();
    fields[0x00] = number(strings, manufacturer);
    fields[0x01] = number(strings, productName);
    fields[0x15] = number(strings, skuNumber);
    fields[0x16] = number(strings, family);
    return structure(1, fields, strings.toArray(String[]::new));
  }

  /** Type 2 (DSP0134 7.3); an empty string is not set. */
  public SmbiosTableBuilder baseboard(String manufacturer, String product) {
    byte[] fields = new byte[4];
    List<String> strings = new ArrayList<>();
    fields[0] = number(strings, manufacturer);
    fields[1] = number(strings, product);
    return structure(2, fields, strings.toArray(String[]::new));
  }

  /** Type 3 (DSP0134 7.4). */
  public SmbiosTableBuilder enclosure(int type) {
    byte[] fields = new byte[9];
    fields[1] = (byte) type;
    return structure(3, fields);
  }

  /** Any structure; {@code fields} follow its header. */
  public SmbiosTableBuilder structure(int type, byte[] fields, String... strings) {
    byte[][] encoded = new byte[strings.length][];
    for (int i = 0; i < strings.length; i++) {
      encoded[i] = strings[i].getBytes(StandardCharsets.UTF_8);
    }
    return structureOfBytes(type, fields, encoded);
  }

  /** The same with strings that need not be text. */
  public SmbiosTableBuilder structureOfBytes(int type, byte[] fields, byte[]... strings) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(type);
    out.write(fields.length + 4);
    out.write(structures.size());
    out.write(0);
    out.writeBytes(fields);
    for (byte[] string : strings) {
      out.writeBytes(string);
      out.write(0);
    }
    out.writeBytes(new byte[strings.length == 0 ? 2 : 1]);
    structures.add(out.toByteArray());
    return this;
  }

  /** The table alone, with its end (type 127). */
  public byte[] bare() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    structures.forEach(out::writeBytes);
    out.writeBytes(new byte[] {127, 4, 0, 0, 0, 0});
    return out.toByteArray();
  }

  /** The entry point of version 2.x (DSP0134 5.2.1). */
  public byte[] entryPoint32(int major, int minor) {
    ByteBuffer out = ByteBuffer.allocate(0x1F).order(ByteOrder.LITTLE_ENDIAN);
    out.put(0, "_SM_".getBytes(StandardCharsets.US_ASCII));
    out.put(5, (byte) 0x1F).put(6, (byte) major).put(7, (byte) minor).putShort(8, (short) 0xFF);
    out.put(0x10, "_DMI_".getBytes(StandardCharsets.US_ASCII));
    out.putShort(0x16, (short) bare().length).putInt(0x18, TABLE_OFFSET);
    out.putShort(0x1C, (short) (structures.size() + 1)).put(0x1E, (byte) (major << 4 | minor));
    return checksummed(checksummed(out.array(), 0x10, 0x15, 0x0F), 0, 4, 0x1F);
  }

  /** The entry point from before SMBIOS: the second half of that of version 2.x. */
  public byte[] entryPointLegacy(int major, int minor) {
    return Arrays.copyOfRange(entryPoint32(major, minor), 0x10, 0x1F);
  }

  /** The entry point of version 3.x (DSP0134 5.2.2). */
  public byte[] entryPoint64(int major, int minor) {
    ByteBuffer out = ByteBuffer.allocate(0x18).order(ByteOrder.LITTLE_ENDIAN);
    out.put(0, "_SM3_".getBytes(StandardCharsets.US_ASCII));
    out.put(6, (byte) 0x18).put(7, (byte) major).put(8, (byte) minor).put(0x0A, (byte) 1);
    out.putInt(0x0C, bare().length).putLong(0x10, TABLE_OFFSET);
    return checksummed(out.array(), 0, 5, 0x18);
  }

  /** As {@code dmidecode --dump-bin} writes it: the entry point, and the table at 20h. */
  public byte[] dump(byte[] entryPoint) {
    byte[] table = bare();
    return ByteBuffer.allocate(TABLE_OFFSET + table.length)
        .put(0, entryPoint)
        .put(TABLE_OFFSET, table)
        .array();
  }

  /** Windows' RawSMBIOSData. */
  public byte[] windows(int major, int minor) {
    byte[] table = bare();
    return ByteBuffer.allocate(8 + table.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {0, (byte) major, (byte) minor, 0})
        .putInt(table.length)
        .put(table)
        .array();
  }

  /** Writes a folder as {@code /sys/firmware/dmi/tables} is one. */
  public Path sysfs(Path folder, byte[] entryPoint) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("smbios_entry_point"), entryPoint);
    Files.write(folder.resolve("DMI"), bare());
    return folder;
  }

  private static byte number(List<String> strings, String value) {
    if (value.isEmpty()) {
      return 0;
    }
    strings.add(value);
    return (byte) strings.size();
  }

  private static byte[] checksummed(byte[] bytes, int from, int at, int length) {
    int sum = 0;
    for (int i = from; i < from + length; i++) {
      sum += bytes[i];
    }
    bytes[at] = (byte) -sum;
    return bytes;
  }
}
