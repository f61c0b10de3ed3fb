package dev.updatecenter.capability.format.inspect;

import dev.updatecenter.capability.format.Executable;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.PackageEntry;
import dev.updatecenter.capability.format.catalog.ImageDigest;
import dev.updatecenter.capability.format.catalog.MemberFile;
import dev.updatecenter.capability.format.catalog.MemberHash;
import dev.updatecenter.capability.format.pe.PeHeader;
import dev.updatecenter.capability.format.pe.PeReading;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** One entry as its bytes pass: what is told of it once they are through. */
final class EntryReading extends OutputStream {
  private static final Pattern WINDOWS_LOADS =
      Pattern.compile(".*\\.(sys|dll|exe)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final String name;
  private final boolean keep;
  private final Consumer<EntryReading> whenRead;
  private final MessageDigest digest = ContentDigest.newSha256();
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final PeReading pe = new PeReading();
  private final Optional<ImageDigest> image;
  private Optional<PackageEntry> entry = Optional.empty();
  private long size;

  /**
   * Begins an entry that no catalog may know.
   *
   * @param keep whether its whole content is wanted
   */
  EntryReading(String name, boolean keep, Consumer<EntryReading> whenRead) {
    this(name, keep, false, whenRead);
  }

  /**
   * Begins an entry.
   *
   * @param keep whether its whole content is wanted
   * @param member whether a catalog is there that may know it
   */
  EntryReading(String name, boolean keep, boolean member, Consumer<EntryReading> whenRead) {
    this.name = name;
    this.keep = keep;
    this.image = member ? Optional.of(new ImageDigest(MemberHash.SHA256)) : Optional.empty();
    this.whenRead = whenRead;
  }

  PackageEntry entry() {
    return entry.orElseThrow();
  }

  /** All of it, where that was wanted. */
  Optional<byte[]> content() {
    return keep ? Optional.of(content.toByteArray()) : Optional.empty();
  }

  /** It as a catalog may know it, where that was wanted. */
  Optional<MemberFile> member() {
    return image.map(i -> i.finish(name, entry().sha256().hex()));
  }

  /** What its headers say, if it is a sound executable. */
  Optional<Executable> executable() {
    if (!pe.looksExecutable()) {
      return Optional.empty();
    }
    try {
      PeHeader header = pe.header();
      return Optional.of(
          new Executable(
              name,
              header.architecture(),
              header.kernelMode(),
              header.hasCertificates(),
              header.managed()));
    } catch (MalformedPackageException e) {
      return Optional.empty();
    }
  }

  /** UC3080: it begins like an executable, has the name of one, and is none. */
  Optional<Finding> damage() {
    if (!pe.looksExecutable() || !WINDOWS_LOADS.matcher(name).matches()) {
      return Optional.empty(); // MZ alone is a program of MS-DOS: a file like any other
    }
    try {
      pe.header();
      return Optional.empty();
    } catch (MalformedPackageException e) {
      return Optional.of(e.finding(name).at(name, 0, 0));
    }
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
    image.ifPresent(i -> i.update(bytes, offset, length));
    size += length;
    pe.write(bytes, offset, length);
    if (keep) {
      content.write(bytes, offset, length);
    }
  }

  @Override
  public void close() {
    if (entry.isEmpty()) {
      entry = Optional.of(new PackageEntry(name, size, ContentDigest.from(digest)));
      whenRead.accept(this);
    }
  }
}
