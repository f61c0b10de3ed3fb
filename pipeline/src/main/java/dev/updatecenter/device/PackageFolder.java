package dev.updatecenter.device;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.document.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The folder of {@code --out}: verified packages, and last {@code packages.json}. While there is no
 * list, nothing is to be installed.
 */
final class PackageFolder {
  /** The list's name. */
  static final String LIST = "packages.json";

  private final Path folder;

  PackageFolder(Path folder) {
    this.folder = folder;
  }

  /** Makes the folder, and withdraws the list of an earlier scan. */
  void begin() throws IOException {
    Files.createDirectories(folder);
    Files.deleteIfExists(folder.resolve(LIST));
  }

  /** Where a package of that name lies. */
  Path path(String file) {
    return folder.resolve(file);
  }

  /** Whether a package is there already; another content of its name is removed. */
  boolean has(String file, ListedPackage listed) throws IOException {
    Path path = path(file);
    boolean same =
        Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
            && Files.size(path) == listed.offered().length()
            && ContentDigest.of(path).equals(listed.offered().sha256());
    if (!same) {
      Files.deleteIfExists(path);
    }
    return same;
  }

  /** Takes a verified file over under its name, whole or not at all. */
  void take(Path verified, String file, ListedPackage listed) throws IOException {
    try {
      DurableFile.share(verified);
      DurableFile.moveWithin(verified, path(file));
    } catch (AtomicMoveNotSupportedException e) {
      copy(verified, file, listed);
      Files.delete(verified);
    }
  }

  private void copy(Path verified, String file, ListedPackage listed) throws IOException {
    Path aside = Files.createTempFile(folder, ".new-", ".tmp");
    try {
      Files.copy(verified, aside, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      if (!ContentDigest.of(aside).equals(listed.offered().sha256())) {
        throw new IOException("the copy differs from what was verified");
      }
      DurableFile.share(aside);
      DurableFile.moveWithin(aside, path(file));
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  /** Writes the list: {@code schemas/packages.schema.json}. */
  void finish(
      ProductName product, RingName ring, PackageVersion release, List<ScannedPackage> packages)
      throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schemaVersion", 1);
    json.put("product", product.value());
    json.put("ring", ring.value());
    json.put("release", release.toString());
    json.put("packages", packages.stream().map(ScannedPackage::json).toList());
    byte[] bytes = (Json.pretty(json) + "\n").getBytes(StandardCharsets.UTF_8);
    DurableFile.replaceShared(folder.resolve(LIST), bytes);
  }
}
