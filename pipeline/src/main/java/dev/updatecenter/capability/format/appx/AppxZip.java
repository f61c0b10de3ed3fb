package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.PackageFormat;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ZIP below an app package (ECMA-376 part 2, PKWARE APPNOTE): parts by name. Opening refuses
 * whatever two programs could read in two ways; reading is bounded.
 */
public final class AppxZip implements Closeable {
  private final Closeable file;
  private final ZipBytes zip;
  private final AppxLimits limits;
  private final UnpackedBytes unpacked;
  private final Map<String, ZipMember> parts;

  private AppxZip(Closeable file, ZipBytes zip, AppxLimits limits, UnpackedBytes unpacked)
      throws IOException {
    this.file = file;
    this.zip = zip;
    this.limits = limits;
    this.unpacked = unpacked;
    this.parts = parts(zip, limits);
  }

  /**
   * Opens a ZIP.
   *
   * @throws MalformedPackageException UC3110, UC3117 to UC3119, UC3121, UC3122 for its structure,
   *     UC3013 to UC3016 for names
   */
  public static AppxZip open(Path file, AppxLimits limits) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      ZipBytes zip = ZipBytes.of(channel);
      return new AppxZip(channel, zip, limits, new UnpackedBytes(limits, zip.size()));
    } catch (IOException | RuntimeException e) {
      channel.close();
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
   * Which of the kinds of app package it is; empty for a ZIP that is none. A manifest that cannot
   * be read is taken for one of {@link PackageFormat#MSIX}.
   */
  public Optional<PackageFormat> format() throws IOException {
    if (has(BundleManifest.FILE_NAME)) {
      return Optional.of(PackageFormat.MSIXBUNDLE);
    }
    if (!has(AppxManifest.FILE_NAME)) {
      return Optional.empty();
    }
    try {
      byte[] xml = read(AppxManifest.FILE_NAME, AppxManifest.MAX_BYTES);
      return Optional.of(AppxManifest.formatOf(xml));
    } catch (MalformedPackageException e) {
      return Optional.of(PackageFormat.MSIX);
    }
  }

  /**
   * Opens the ZIP that a stored part is.
   *
   * @param shared counts what comes out of it, and of others beside it
   */
  AppxZip inside(String name, UnpackedBytes shared) throws IOException {
    ZipMember member = member(name);
    ZipBytes range = zip.slice(member.dataOffset(), member.record().compressedSize());
    return new AppxZip(() -> {}, range, limits, shared);
  }

  /** A count for all the ZIPs inside this one. */
  UnpackedBytes countInside() {
    return new UnpackedBytes(limits, zip.size());
  }

  AppxLimits limits() {
    return limits;
  }

  /** A part that is there. */
  ZipMember member(String name) {
    ZipMember member = parts.get(name);
    if (member == null) {
      throw new IllegalArgumentException("no part " + name);
    }
    return member;
  }

  /** A part, streamed and counted against the limits; UC3123 if it is not what its headers say. */
  InputStream open(String name) {
    return new PartStream(zip, member(name), unpacked);
  }

  /** A small part, whole. */
  byte[] read(String name, int maxBytes) throws IOException {
    if (member(name).record().size() > maxBytes) {
      throw ZipFault.TOO_MANY.exception(name + " is larger than " + maxBytes + " bytes");
    }
    try (InputStream in = open(name)) {
      return in.readAllBytes();
    }
  }

  private static Map<String, ZipMember> parts(ZipBytes zip, AppxLimits limits) throws IOException {
    ZipEnd end = ZipEnd.read(zip, limits.entries());
    ByteBuffer directory = zip.at(end.offset(), (int) end.size());
    Faults faults = new Faults();
    List<ZipRecord> records = new ArrayList<>();
    for (long i = 0; i < end.entries(); i++) {
      records.add(ZipRecord.next(directory, faults));
    }
    if (directory.hasRemaining()) {
      throw ZipFault.DAMAGED.exception("not a sound ZIP: its directory has more entries");
    }
    List<ZipMember> members = new ArrayList<>();
    EntryNames names = new EntryNames();
    UnpackedBytes claimed = new UnpackedBytes(limits, zip.size());
    for (ZipRecord record : records) {
      String name = named(record, names, faults);
      requireInside(record, end);
      claimed.add(record.size());
      members.add(ZipMember.read(zip, record, name, faults));
    }
    faults.addAll(names.faults());
    new ZipLayout(zip, end.offset(), faults).check(members);
    faults.require();
    Map<String, ZipMember> parts = new LinkedHashMap<>();
    members.forEach(m -> parts.put(m.name(), m));
    return parts;
  }

  private static String named(ZipRecord record, EntryNames names, Faults faults)
      throws MalformedPackageException {
    String name = PartName.decoded(record.rawName());
    // A folder's entry is refused anyway; its name must not add another fault.
    names.add(name.endsWith("/") ? name.substring(0, name.length() - 1) : name);
    // ECMA-376 part 2, 6.2.2.2: no backslash in a part name, and no separator that is encoded.
    if (name.indexOf('\\') >= 0 || slashes(name) != slashes(record.rawName())) {
      faults.add(
          EntryNames.NOT_A_FILE_NAME,
          "entry name " + record.shown() + " has a separator that Windows does not read as one");
    }
    return name;
  }

  private static long slashes(String name) {
    return name.chars().filter(c -> c == '/').count();
  }

  private static void requireInside(ZipRecord record, ZipEnd end) throws IOException {
    boolean inside =
        record.localOffset() >= 0
            && record.localOffset() < end.offset()
            && record.compressedSize() >= 0
            && record.size() >= 0
            && record.compressedSize() <= end.offset() - record.localOffset();
    if (!inside) {
      throw ZipFault.DAMAGED.exception(
          "not a sound ZIP: " + record.shown() + " reaches beyond the directory");
    }
  }

  /** Closes the file; a ZIP inside another leaves that to it. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
