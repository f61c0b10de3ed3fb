package dev.updatecenter.capability.packaging;

import dev.updatecenter.capability.format.PackageContents;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import java.util.List;
import java.util.Optional;

/**
 * What came of a build.
 *
 * @param state how it ended
 * @param contents what the package holds, as {@code package inspect} would say
 * @param file its digest and size; empty if it was refused
 * @param catalogs those in it, written or kept
 * @param findings everything that was found, with the weight that it has in a submission
 */
public record BuiltPackage(
    State state,
    PackageContents contents,
    Optional<BuiltFile> file,
    List<BuiltCatalog> catalogs,
    List<Finding> findings) {
  /** How a build ends. */
  public enum State {
    /** The file is new. */
    BUILT,
    /** The file was there, and is the same. */
    UNCHANGED,
    /** There is no file: a submission would refuse it. */
    REFUSED
  }

  /**
   * The file.
   *
   * @param sha256 of all of it
   * @param size in bytes
   */
  public record BuiltFile(ContentDigest sha256, long size) {}

  /** Copies. */
  public BuiltPackage {
    catalogs = List.copyOf(catalogs);
    findings = findings.stream().sorted(Finding.ORDER).toList();
  }

  /** Whether any of these findings refuses a package. */
  static boolean refuses(List<Finding> findings) {
    return findings.stream().anyMatch(f -> f.severity() == Severity.ERROR);
  }
}
