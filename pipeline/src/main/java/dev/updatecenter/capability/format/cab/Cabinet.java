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
 * A cabinet on disk, or a set of them. What it claims was checked when it was opened (sizes,
 * places, names, what lies behind it); its content is checked while it is read, in one pass and
 * bounded memory. Not for use by several threads.
 */
public final class Cabinet implements Closeable {
  private final List<Volume> volumes;
  private final CabinetLimits limits;
  private final CabinetContents contents;

  private Cabinet(List<Volume> volumes, CabinetLimits limits) throws IOException {
    this.volumes = List.copyOf(volumes);
    this.limits = limits;
    this.contents = SetJoin.of(volumes);
  }

  /**
   * Opens a cabinet and reads its directory.
   *
   * @throws MalformedPackageException if the directory is at fault: UC3001 to UC3022; UC3007 if it
   *     is one of a set
   */
  public static Cabinet open(Path file, CabinetLimits limits) throws IOException {
    return alone(CabinetSource.of(file), limits);
  }

  /**
   * Opens a small cabinet that was inside another.
   *
   * @throws MalformedPackageException as {@link #open(Path, CabinetLimits)}
   */
  public static Cabinet open(byte[] bytes, CabinetLimits limits) throws IOException {
    return alone(CabinetSource.of(bytes), limits);
  }

  /**
   * Opens a cabinet and, if it is one of a set, all the others, which have to lie in its folder;
   * what is read is then the whole set, whichever cabinet was named.
   *
   * @throws MalformedPackageException if a directory is at fault: UC3001 to UC3022; UC3025 to
   *     UC3027 if the set is
   */
  public static Cabinet openSet(Path file, CabinetLimits limits) throws IOException {
    return opened(CabinetSet.open(file), limits);
  }

  private static Cabinet alone(CabinetSource source, CabinetLimits limits) throws IOException {
    try {
      CFHeader header = CFHeader.read(new CabinetBytes(source, 0, source.size()));
      requireAlone(header.links().none());
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
    Volume volume = Volume.open("", source);
    try {
      requireAlone(volume.directory().files().stream().noneMatch(SetFile::goesOn));
    } catch (IOException e) {
      volume.close();
      throw e;
    }
    return opened(List.of(volume), limits);
  }

  private static void requireAlone(boolean alone) throws IOException {
    if (!alone) {
      throw CabinetFault.PART_OF_A_SET.exception("is one of a set of cabinets");
    }
  }

  private static Cabinet opened(List<Volume> volumes, CabinetLimits limits) throws IOException {
    try {
      return new Cabinet(volumes, limits);
    } catch (IOException | RuntimeException e) {
      for (Volume volume : volumes) {
        volume.close();
      }
      throw e;
    }
  }

  /** The header as stored; of a set the first cabinet's. */
  public CFHeader header() {
    return volumes.get(0).header();
  }

  /** The files in the order of the directory; names are safe and differ, also ignoring case. */
  public List<CabinetFile> files() {
    return contents.files();
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
   * @throws MalformedPackageException if the content is at fault: UC3003, UC3009 to UC3012, UC3017,
   *     UC3018, UC3024
   */
  public void extract(EntrySink sink) throws IOException {
    new Extraction(contents, limits).all(sink);
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
    new Extraction(contents, limits)
        .folder(file.folder(), f -> f.equals(file) ? content : OutputStream.nullOutputStream());
    return content.toByteArray();
  }

  /** What it holds, for writing it again. */
  CabinetContents contents() {
    return contents;
  }

  /** The one cabinet that is not of a set. */
  Volume alone() throws IOException {
    requireAlone(volumes.size() == 1);
    return volumes.get(0);
  }

  CabinetLimits limits() {
    return limits;
  }

  @Override
  public void close() throws IOException {
    for (Volume volume : volumes) {
      volume.close();
    }
  }
}
