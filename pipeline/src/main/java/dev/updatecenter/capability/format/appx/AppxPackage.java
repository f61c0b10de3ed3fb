package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.PackageEntry;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An app package that was read whole, once.
 *
 * @param manifest who it says that it is
 * @param entries every part, with the digest of its content
 * @param signed whether it has an AppxSignature.p7x, good or bad
 * @param findings UC3114 to UC3116: where content and block map disagree
 */
public record AppxPackage(
    AppxManifest manifest, List<PackageEntry> entries, boolean signed, List<Finding> findings) {
  static final String CONTENT_TYPES = "[Content_Types].xml";
  static final String SIGNATURE = "AppxSignature.p7x";
  static final int MAX_PART = 32 << 20;

  /** Copies. */
  public AppxPackage {
    entries = List.copyOf(entries);
    findings = List.copyOf(findings);
  }

  /**
   * Reads a package with the default limits.
   *
   * @throws MalformedPackageException UC3013 to UC3016, UC3110 to UC3120 if it cannot be read, or
   *     must not be
   */
  public static AppxPackage open(Path file) throws IOException {
    return open(file, AppxLimits.DEFAULT);
  }

  /**
   * Reads a package.
   *
   * @throws MalformedPackageException as {@link #open(Path)}
   */
  public static AppxPackage open(Path file, AppxLimits limits) throws IOException {
    try (AppxZip zip = AppxZip.open(file, limits)) {
      List<Finding> missing = new ArrayList<>();
      for (String part : List.of(CONTENT_TYPES, AppxManifest.FILE_NAME, BlockMap.FILE_NAME)) {
        if (!zip.has(part)) {
          missing.add(Finding.error("UC3111", "", "the package has no " + part));
        }
      }
      if (!missing.isEmpty()) {
        throw new MalformedPackageException(missing);
      }
      AppxManifest.read(zip.read(CONTENT_TYPES, MAX_PART), CONTENT_TYPES, "UC3111");
      AppxManifest manifest = AppxManifest.parse(zip.read(AppxManifest.FILE_NAME, MAX_PART));
      BlockMap map = BlockMap.parse(zip.read(BlockMap.FILE_NAME, MAX_PART));
      ContentAgainstMap content = new ContentAgainstMap(zip, map);
      List<PackageEntry> entries = content.check();
      return new AppxPackage(manifest, entries, zip.has(SIGNATURE), content.findings());
    }
  }
}
