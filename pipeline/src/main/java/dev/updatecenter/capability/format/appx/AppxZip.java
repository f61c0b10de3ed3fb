package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.PackageFormat;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The ZIP below an app package (ECMA-376 part 2): parts by name, safe names only, reading bounded.
 */
public final class AppxZip implements Closeable {
  private final ZipFile zip;
  private final long fileSize;
  private final AppxLimits limits;
  private final Map<String, ZipEntry> parts;
  private long out;

  private AppxZip(ZipFile zip, long fileSize, AppxLimits limits, Map<String, ZipEntry> parts) {
    this.zip = zip;
    this.fileSize = fileSize;
    this.limits = limits;
    this.parts = parts;
  }

  /**
   * Opens a ZIP.
   *
   * @throws MalformedPackageException UC3110 damaged, UC3118 too many entries, UC3013 to UC3016
   *     names
   */
  public static AppxZip open(Path file, AppxLimits limits) throws IOException {
    long fileSize = ZipEnd.check(file, limits.entries());
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw damaged(e);
    }
    try {
      return new AppxZip(zip, fileSize, limits, parts(zip));
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  /** Names with {@code /}, percent signs decoded, in the order of the directory. */
  public List<String> names() {
    return List.copyOf(parts.keySet());
  }

  /** Whether there is a part of exactly that name. */
  public boolean has(String name) {
    return parts.containsKey(name);
  }

  /**
   * Which of the two kinds of app package the manifest is for.
   *
   * @throws MalformedPackageException UC3112 if the manifest cannot be read
   */
  public PackageFormat manifestFormat() throws IOException {
    return AppxManifest.parse(read(AppxManifest.FILE_NAME, AppxPackage.MAX_PART)).format();
  }

  /** A part, streamed and counted against the limits. */
  InputStream open(String name) throws IOException {
    try {
      return new Counted(zip.getInputStream(parts.get(name)));
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw damaged(e);
    }
  }

  /** A small part, whole. */
  byte[] read(String name, int maxBytes) throws IOException {
    try (InputStream in = open(name)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new MalformedPackageException("UC3118", name + " is larger than " + maxBytes);
      }
      return bytes;
    }
  }

  private static Map<String, ZipEntry> parts(ZipFile zip) throws IOException {
    Map<String, ZipEntry> parts = new LinkedHashMap<>();
    EntryNames names = new EntryNames();
    for (ZipEntry entry : zip.stream().toList()) {
      String name = decoded(entry.getName());
      // A folder's entry is no part; its name still must be one.
      names.add(entry.isDirectory() ? name.substring(0, name.length() - 1) : name);
      if (!entry.isDirectory()) {
        parts.put(name, entry);
      }
    }
    names.require();
    return parts;
  }

  /** ECMA-376 part 2, 7.3.4: a ZIP item's name is the part's name with percent-encoding. */
  private static String decoded(String name) throws MalformedPackageException {
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw damaged(e);
    }
  }

  private static MalformedPackageException damaged(Exception cause) {
    return new MalformedPackageException("UC3110", "not a sound ZIP: " + cause.getMessage(), cause);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /** Counts what comes out; a fault of the ZIP becomes a refusal. */
  private final class Counted extends InputStream {
    private final InputStream in;

    Counted(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        int read = in.read(target, offset, length);
        out += Math.max(0, read);
        limits.check(fileSize, out);
        return read;
      } catch (ZipException | EOFException e) {
        throw damaged(e);
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
