package dev.updatecenter.capability.format;

import dev.updatecenter.kernel.core.Finding;
import java.util.List;

/**
 * What an inspection of one file yields.
 *
 * @param format what the file is
 * @param identity who it says that it is
 * @param entries what it holds, in its own order; empty where the content could not be read
 * @param findings what is wrong with it as a file, and what is worth knowing
 */
public record PackageContents(
    PackageFormat format,
    PackageIdentity identity,
    List<PackageEntry> entries,
    List<Finding> findings) {
  /** Copies. */
  public PackageContents {
    entries = List.copyOf(entries);
    findings = List.copyOf(findings);
  }
}
