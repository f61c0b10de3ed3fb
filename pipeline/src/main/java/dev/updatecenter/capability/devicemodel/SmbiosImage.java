package dev.updatecenter.capability.devicemodel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The bytes of a table, out of whichever wrapping they came in. */
final class SmbiosImage {
  /** No table comes near this; DSP0134 5.2.1 caps 2.x tables at 64 KiB. */
  private static final int MAX_BYTES = 16 << 20;

  private static final int WINDOWS_HEADER = 8;

  private final byte[] table;
  private final Optional<SmbiosVersion> version;
  private final long announced;
  private final int structures;

  private SmbiosImage(
      byte[] table, Optional<SmbiosVersion> version, long announced, int structures) {
    this.table = table;
    this.version = version;
    this.announced = announced;
    this.structures = structures;
  }

  /** The bytes that are there, at most as many as announced; not a copy, not to be changed. */
  byte[] table() {
    return table;
  }

  /** The version as written; empty for a bare table. */
  Optional<SmbiosVersion> version() {
    return version;
  }

  /** How many bytes the wrapping promises; -1 where it promises none. */
  long announced() {
    return announced;
  }

  /** How many structures the wrapping promises; 0 where it does not. */
  int structures() {
    return structures;
  }

  /** Reads a file, or a folder of the form of {@code /sys/firmware/dmi/tables}. */
  static SmbiosImage read(Path source) throws IOException {
    if (!Files.isDirectory(source)) {
      return ofFile(bytes(source));
    }
    Path table = source.resolve("DMI");
    if (!Files.isRegularFile(table)) {
      throw new MalformedSmbiosException("the folder holds no file DMI: " + source);
    }
    Path entryPoint = source.resolve("smbios_entry_point");
    if (!Files.isRegularFile(entryPoint)) {
      return bare(bytes(table));
    }
    SmbiosEntryPoint entry =
        SmbiosEntryPoint.read(bytes(entryPoint))
            .orElseThrow(
                () -> new MalformedSmbiosException("smbios_entry_point has no known anchor"));
    return behind(entry, bytes(table), 0);
  }

  /** Tells by content what a file is. */
  static SmbiosImage ofFile(byte[] file) throws MalformedSmbiosException {
    Optional<SmbiosEntryPoint> entry = SmbiosEntryPoint.read(file);
    if (entry.isPresent()) {
      long address = entry.get().address();
      // dmidecode --dump-bin writes 20h here, as it is where it puts the table.
      if (address < SmbiosEntryPoint.SHORTEST || address >= file.length) {
        throw new MalformedSmbiosException(
            "the entry point says that the table lies at "
                + Long.toUnsignedString(address)
                + ", outside of the file's "
                + file.length
                + " bytes");
      }
      return behind(entry.get(), file, (int) address);
    }
    return isWindows(file) ? windows(file) : bare(file);
  }

  /** No structure is shorter than 4 bytes, so a version's major number tells the header apart. */
  private static boolean isWindows(byte[] file) {
    return file.length >= WINDOWS_HEADER && (file[1] == 2 || file[1] == 3);
  }

  /**
   * Windows' RawSMBIOSData (GetSystemFirmwareTable, provider RSMB): 00h Used20CallingMethod, 01h
   * major, 02h minor, 03h DmiRevision, 04h length u32le, 08h table.
   */
  private static SmbiosImage windows(byte[] file) {
    long length =
        Integer.toUnsignedLong(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(4));
    SmbiosVersion version = new SmbiosVersion(file[1], Byte.toUnsignedInt(file[2]));
    return behind(new SmbiosEntryPoint(version, WINDOWS_HEADER, length, 0), file, WINDOWS_HEADER);
  }

  private static SmbiosImage bare(byte[] table) {
    return new SmbiosImage(table, Optional.empty(), -1, 0);
  }

  private static SmbiosImage behind(SmbiosEntryPoint entry, byte[] bytes, int from) {
    int to = (int) Math.min(bytes.length, from + entry.tableLength());
    return new SmbiosImage(
        Arrays.copyOfRange(bytes, from, to),
        Optional.of(entry.version()),
        entry.tableLength(),
        entry.structures());
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new MalformedSmbiosException("larger than 16 MiB, which no SMBIOS table is");
      }
      return bytes;
    }
  }
}
