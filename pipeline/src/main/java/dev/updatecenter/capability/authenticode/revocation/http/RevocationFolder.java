package dev.updatecenter.capability.authenticode.revocation.http;

import dev.updatecenter.kernel.core.ContentDigest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;

/**
 * What was fetched and proven, by where it came from: readable by its owner alone, replaced whole
 * or not at all. A file's time is when it was fetched.
 */
public final class RevocationFolder {
  private static final String OWNER = "rw-------";

  private final Path home;
  private final Path folder;

  /**
   * Keeps in a folder, which need not be there yet.
   *
   * @param home a folder around it; without that nothing is kept, for nobody wants it made
   */
  public RevocationFolder(Path home, Path folder) {
    this.home = home;
    this.folder = folder;
  }

  /**
   * Something kept.
   *
   * @param file where it lies
   * @param fetchedAt when it came
   */
  record Kept(Path file, Instant fetchedAt) {}

  /** The file name of a list. */
  static String listName(URI address) {
    return "crl-" + digest(address.toString().getBytes(StandardCharsets.UTF_8)) + ".crl";
  }

  /** The file name of a responder's answer on a certificate. */
  static String answerName(URI address, byte[] certificate) {
    String both = address + " " + ContentDigest.of(certificate).hex();
    return "ocsp-" + digest(both.getBytes(StandardCharsets.UTF_8)) + ".der";
  }

  private static String digest(byte[] bytes) {
    return ContentDigest.of(bytes).hex().substring(0, 32);
  }

  /** What is kept under a name; a link is nothing that this program kept. */
  Optional<Kept> find(String name, int mostBytes) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > mostBytes) {
      return Optional.empty();
    }
    return Optional.of(new Kept(file, Files.getLastModifiedTime(file).toInstant()));
  }

  /** Replaces what is kept under a name. */
  void keep(String name, InputStream content, Instant fetchedAt) throws IOException {
    if (!Files.isDirectory(home)) {
      return;
    }
    Files.createDirectories(folder, mode("rwx------"));
    Path part = Files.createTempFile(folder, name, ".part", mode(OWNER));
    try {
      try (OutputStream out = Files.newOutputStream(part)) {
        content.transferTo(out);
      }
      Files.setLastModifiedTime(part, FileTime.from(fetchedAt));
      Files.move(
          part,
          folder.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private FileAttribute<?>[] mode(String mode) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}
