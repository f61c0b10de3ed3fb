package dev.updatecenter.capability.format.appx;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A ZIP of uncompressed parts, all dated the same. */
final class StoredZip implements Closeable {
  // Not midnight: the JDK takes that for a date before 1980, and adds an extra field with the time
  // in the machine's zone, which no LfhSize of the block map would count.
  private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0, 2);

  private final ZipOutputStream zip;

  StoredZip(Path out) throws IOException {
    this.zip = new ZipOutputStream(Files.newOutputStream(out));
  }

  void put(String name, byte[] content) throws IOException {
    put(name, () -> new ByteArrayInputStream(content));
  }

  void put(String name, Path file) throws IOException {
    put(name, () -> Files.newInputStream(file));
  }

  private void put(String name, Source source) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    // A local date: an instant would be stored in the machine's own time zone.
    entry.setTimeLocal(DATE);
    CRC32 crc = new CRC32();
    try (InputStream in = new CheckedInputStream(source.open(), crc)) {
      entry.setSize(in.transferTo(java.io.OutputStream.nullOutputStream()));
    }
    entry.setCompressedSize(entry.getSize());
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    try (InputStream in = source.open()) {
      in.transferTo(zip);
    }
    zip.closeEntry();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /** Content that can be read twice. */
  @FunctionalInterface
  private interface Source {
    InputStream open() throws IOException;
  }
}
