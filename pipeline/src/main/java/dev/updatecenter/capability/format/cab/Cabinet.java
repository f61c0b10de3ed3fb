package dev.updatecenter.capability.format.cab;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A cabinet on disk. What it claims was checked when it was opened (sizes, places, names, what lies
 * behind it); its content is checked while it is read, in one pass and bounded memory. Not for use
 * by several threads.
 */
public final class Cabinet implements Closeable {
  private final CabinetSource source;
  private final CabinetLimits limits;
  private final CabinetDirectory directory;

  private Cabinet(CabinetSource source, CabinetLimits limits, CabinetDirectory directory) {
    this.source = source;
    this.limits = limits;
    this.directory = directory;
  }

  /**
   * Opens a cabinet and reads its directory.
   *
   * @throws MalformedPackageException if the directory is at fault: UC3001 to UC3022
   */
  public static Cabinet open(Path file, CabinetLimits limits) throws IOException {
    return open(CabinetSource.of(file), limits);
  }

  /**
   * Opens a small cabinet that was inside another.
   *
   * @throws MalformedPackageException if the directory is at fault: UC3001 to UC3022
   */
  public static Cabinet open(byte[] bytes, CabinetLimits limits) throws IOException {
    return open(CabinetSource.of(bytes), limits);
  }

  private static Cabinet open(CabinetSource source, CabinetLimits limits) throws IOException {
    try {
      CabinetDirectory directory = CabinetDirectory.read(source);
      checkEnd(directory.header(), source.size());
      return new Cabinet(source, limits, directory);
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /** The header as stored. */
  public CFHeader header() {
    return directory.header();
  }

  /** The files in the order of the directory; names are safe and differ, also ignoring case. */
  public List<CabinetFile> files() {
    return directory.files();
  }

  /** The file of that name, ignoring case and the kind of separator. */
  public Optional<CabinetFile> file(String name) {
    String key = EntryNames.key(name);
    return files().stream().filter(f -> EntryNames.key(f.name()).equals(key)).findFirst();
  }

  /** Where the signature lies behind the cabinet; empty where there is none. */
  public Optional<SignatureSpan> signature() {
    return header().signature();
  }

  /**
   * Reads all content once, in order. Checksums are verified before a block's bytes are handed on;
   * what was handed on before a fault was found must not be used.
   *
   * @throws MalformedPackageException if the content is at fault: UC3007 to UC3012, UC3017, UC3018
   */
  public void extract(EntrySink sink) throws IOException {
    new Extraction(source, directory, limits).all(sink);
  }

  /**
   * Reads one file's content; only its folder is unpacked.
   *
   * @param name ignoring case and the kind of separator
   * @param maxBytes the most it may have
   * @throws NoSuchFileException if there is none of that name
   * @throws MalformedPackageException if it is larger, or at fault
   */
  public byte[] read(String name, int maxBytes) throws IOException {
    CabinetFile file = file(name).orElseThrow(() -> new NoSuchFileException(name));
    if (file.size() > maxBytes) {
      throw CabinetFault.TOO_LARGE.exception(
          file.name() + " has " + file.size() + " bytes, more than the " + maxBytes + " allowed");
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream((int) file.size());
    new Extraction(source, directory, limits)
        .folder(file.folder(), f -> f.equals(file) ? content : OutputStream.nullOutputStream());
    return content.toByteArray();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  private static void checkEnd(CFHeader header, long fileSize) throws IOException {
    Optional<SignatureSpan> signature = header.signature();
    if (signature.isEmpty()) {
      trailing(fileSize - header.cbCabinet(), "the cabinet");
      return;
    }
    SignatureSpan span = signature.get();
    if (span.offset() != header.cbCabinet() || span.offset() + span.length() > fileSize) {
      throw CabinetFault.BAD_SIGNATURE_POINTER.exception(
          "a signature of " + span.length() + " bytes cannot lie at byte " + span.offset());
    }
    trailing(fileSize - span.offset() - span.length(), "its signature");
  }

  private static void trailing(long bytes, String after) throws MalformedPackageException {
    if (bytes > 0) {
      throw CabinetFault.TRAILING_BYTES.exception(bytes + " bytes follow after " + after);
    }
  }
}
