package dev.updatecenter.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Recipes of the smallest files that can be signed. */
public final class SignableSamples {
  private SignableSamples() {}

  /** A cabinet (MS-CAB 2.1-2.4) with one stored file {@code a.txt} and no reserve. */
  public static Path cabinet(Path file, String content) throws IOException {
    byte[] data = content.getBytes(StandardCharsets.UTF_8);
    byte[] name = "a.txt\0".getBytes(StandardCharsets.US_ASCII);
    int files = 36 + 8;
    int dataStart = files + 16 + name.length;
    int size = dataStart + 8 + data.length;
    ByteBuffer b = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    b.put("MSCF".getBytes(StandardCharsets.US_ASCII)).putInt(0).putInt(size).putInt(0);
    b.putInt(files).putInt(0).put((byte) 3).put((byte) 1);
    b.putShort((short) 1).putShort((short) 1).putShort((short) 0);
    b.putShort((short) 0x1234).putShort((short) 0);
    b.putInt(dataStart).putShort((short) 1).putShort((short) 0);
    b.putInt(data.length).putInt(0).putShort((short) 0);
    b.putShort((short) 0x5a21).putShort((short) 0).putShort((short) 0x20).put(name);
    b.putInt(0).putShort((short) data.length).putShort((short) data.length).put(data);
    return Files.write(file, b.array());
  }

  /** A PE32+ image with one section, as small as loaders and signers take it. */
  public static Path executable(Path file) throws IOException {
    ByteBuffer b = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    b.put("MZ".getBytes(StandardCharsets.US_ASCII)).putInt(0x3c, 0x80).position(0x80);
    b.put("PE\0\0".getBytes(StandardCharsets.US_ASCII));
    b.putShort((short) 0x8664).putShort((short) 1).putInt(0).putInt(0).putInt(0);
    b.putShort((short) 240).putShort((short) 0x22);
    int optional = b.position();
    b.putShort(optional, (short) 0x20b).putInt(optional + 32, 0x1000).putInt(optional + 36, 512);
    b.putInt(optional + 56, 0x2000).putInt(optional + 60, 512).putShort(optional + 68, (short) 3);
    b.putInt(optional + 108, 16);
    b.position(optional + 240);
    b.put(".text\0\0\0".getBytes(StandardCharsets.US_ASCII));
    b.putInt(1).putInt(0x1000).putInt(512).putInt(512).putInt(0).putInt(0).putInt(0);
    b.putInt(0x60000020);
    b.put(512, (byte) 0xc3);
    return Files.write(file, b.array());
  }

  /** A compound file (MS-CFB) with a small stream and a large one, as installers have them. */
  public static Path installer(Path file) throws IOException {
    try (POIFSFileSystem compound = new POIFSFileSystem();
        OutputStream out = Files.newOutputStream(file)) {
      compound.createDocument(new ByteArrayInputStream(new byte[] {1, 2, 3}), "small");
      compound.createDocument(new ByteArrayInputStream(new byte[9000]), "large");
      compound.writeFilesystem(out);
    }
    return file;
  }

  /** An app package (ECMA-376 part 2) of one file whose manifest names {@code publisher}. */
  public static Path appPackage(Path file, String publisher) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      entry(
          zip,
          "AppxManifest.xml",
          "<Package xmlns=\"http://schemas.microsoft.com/appx/manifest/foundation/windows10\">"
              + "<Identity Name=\"Contoso.Test\" Version=\"1.0.0.0\" Publisher=\""
              + publisher
              + "\"/></Package>");
      entry(
          zip,
          "AppxBlockMap.xml",
          "<BlockMap xmlns=\"http://schemas.microsoft.com/appx/2010/blockmap\""
              + " HashMethod=\"http://www.w3.org/2001/04/xmlenc#sha256\"></BlockMap>");
      entry(
          zip,
          "[Content_Types].xml",
          "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
              + "<Default Extension=\"xml\" ContentType=\"text/xml\"/></Types>");
    }
    return Files.write(file, bytes.toByteArray());
  }

  private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    byte[] data = content.getBytes(StandardCharsets.UTF_8);
    CRC32 crc = new CRC32();
    crc.update(data);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(data.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(data);
    zip.closeEntry();
  }
}
