package dev.updatecenter.app.jobs;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The zip of a device's configuration: flat, sorted, undated, and never over something else. */
public final class DeviceConfigZip {
  /** The first moment that a zip can tell, and two seconds: at midnight the JDK adds a field. */
  private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0, 2);

  /** No separator, no drive, no dots alone: nothing that leaves a folder. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]*(\\.[A-Za-z0-9-]+)+");

  private static final int MOST_BYTES = 4 << 20;

  private DeviceConfigZip() {}

  /** The zip of files by name; stored, so that no compressor's version shows. */
  static byte[] bytes(SortedMap<String, byte[]> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        CRC32 crc = new CRC32();
        crc.update(file.getValue());
        ZipEntry entry = new ZipEntry(safe(file.getKey()));
        entry.setMethod(ZipEntry.STORED);
        entry.setTimeLocal(DATE);
        entry.setSize(file.getValue().length);
        entry.setCompressedSize(file.getValue().length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  /**
   * Keeps a zip under a name.
   *
   * @return false when the very same was there
   * @throws UpdateCenterException exit 5 when there is no such folder, exit 6 when something else
   *     was there
   */
  static boolean keep(byte[] zip, Path out) throws IOException {
    if (Files.exists(out, LinkOption.NOFOLLOW_LINKS)) {
      boolean same =
          Files.size(RegularFile.require(out)) == zip.length
              && Arrays.equals(Files.readAllBytes(out), zip);
      if (!same) {
        throw taken(out);
      }
      return false;
    }
    if (!Files.isDirectory(Objects.requireNonNull(out.toAbsolutePath().getParent()))) {
      throw noFolder(out);
    }
    Path part = out.resolveSibling(out.getFileName() + ".part");
    Files.write(part, zip);
    try {
      Files.move(part, out);
    } catch (FileAlreadyExistsException e) {
      Files.delete(part);
      throw taken(out);
    }
    return true;
  }

  /**
   * Unpacks such a zip, as the kit or a device does.
   *
   * @param folder made where it is missing; files of the same names are replaced
   * @throws IOException when an entry has another name than such a zip gives, or all are too large
   */
  public static void unpack(Path zip, Path folder) throws IOException {
    Files.createDirectories(folder);
    long left = MOST_BYTES;
    try (InputStream in = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(in)) {
      for (ZipEntry entry; (entry = entries.getNextEntry()) != null; ) {
        byte[] content = entries.readNBytes((int) left + 1);
        left -= content.length;
        if (left < 0) {
          throw new IOException("more than " + MOST_BYTES + " bytes: " + zip);
        }
        Files.write(folder.resolve(safe(entry.getName())), content);
      }
    }
  }

  private static String safe(String name) throws IOException {
    if (!NAME.matcher(name).matches()) {
      throw new IOException("a name that no such zip has: " + name);
    }
    return name;
  }

  private static UpdateCenterException noFolder(Path out) {
    return UpdateCenterException.error(
            "UC1008", ExitCode.NOT_FOUND, "the folder to write into is not there")
        .where(out)
        .why("a folder is not made, for its name may be misspelt")
        .fix("make the folder, or name another file with --out")
        .state("nothing was written")
        .build();
  }

  private static UpdateCenterException taken(Path out) {
    return UpdateCenterException.error(
            "UC2054", ExitCode.CONFLICT, "there is something else under this name")
        .where(out)
        .why("an image may have been made from it; it is not the zip that would be written now")
        .fix("name another file with --out, or move that one away")
        .state("nothing was written")
        .build();
  }
}
