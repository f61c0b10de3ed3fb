package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An app package that was read whole, once.
 *
 * @param manifest what it says of itself; empty where that cannot be read
 * @param signed whether it has an AppxSignature.p7x, good or bad
 * @param findings what is wrong with it as a file
 * @param contentFindings what is wrong with its manifest
 */
public record AppxPackage(
    Optional<AppxManifest> manifest,
    boolean signed,
    List<Finding> findings,
    List<Finding> contentFindings) {
  static final String SIGNATURE = "AppxSignature.p7x";

  /** Copies. */
  public AppxPackage {
    findings = List.copyOf(findings);
    contentFindings = List.copyOf(contentFindings);
  }

  /**
   * Reads a package. What is wrong with it is gathered; a finding in one of its parts names that
   * part as its file.
   *
   * @param sink gets every part that is sound
   * @throws IOException if the disk fails, or {@code sink} does
   */
  public static AppxPackage read(AppxZip zip, PartSink sink) throws IOException {
    Faults faults = new Faults();
    PackageReading reading = new PackageReading(zip, faults);
    Optional<AppxManifest> manifest =
        reading.part(AppxManifest.FILE_NAME, AppxManifest.MAX_BYTES, AppxManifest::parse);
    reading.content(Set.of(), sink);
    List<Finding> content = new ArrayList<>(manifest.map(AppxManifest::findings).orElse(List.of()));
    manifest.ifPresent(m -> executables(zip, m, content));
    return new AppxPackage(manifest, zip.has(SIGNATURE), faults.list(), content);
  }

  private static void executables(AppxZip zip, AppxManifest manifest, List<Finding> content) {
    Set<String> names = ContentAgainstMap.keys(zip.names());
    for (AppxManifest.Program program : manifest.executables()) {
      if (!names.contains(EntryNames.key(program.file()))) {
        content.add(
            Finding.error("UC3189", "", "Executable '" + program.file() + "' is not in the package")
                .at(program.position())
                .because("The app would not start.")
                .fixedBy("Name a program of the package, with its folder."));
      }
    }
  }

  /** What one says of a ZIP that cannot be opened as one. */
  static AppxPackage unreadable(MalformedPackageException e) {
    return new AppxPackage(Optional.empty(), false, e.findings(""), List.of());
  }
}
