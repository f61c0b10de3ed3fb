package dev.updatecenter.capability.format;

import dev.updatecenter.kernel.core.Finding;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an inspection of one file yields.
 *
 * @param format what the file is
 * @param identity who it says that it is
 * @param entries what it holds, in its own order; empty where the content could not be read
 * @param executables those of its entries, or itself, that are portable executables
 * @param findings what is wrong with it as a file, and what is worth knowing
 * @param contentFindings what the rules of its format say of its content (INF, update.mum,
 *     catalogs, manifests), each with the weight that it has in a submission
 * @param targets the systems that it asks for, where its format says so
 */
public record PackageContents(
    PackageFormat format,
    PackageIdentity identity,
    List<PackageEntry> entries,
    List<Executable> executables,
    List<Finding> findings,
    List<Finding> contentFindings,
    List<TargetPlatform> targets) {
  /** Copies. */
  public PackageContents {
    entries = List.copyOf(entries);
    executables = List.copyOf(executables);
    findings = List.copyOf(findings);
    contentFindings = List.copyOf(contentFindings);
    targets = List.copyOf(targets);
  }

  /** Of a format that asks for no system. */
  public PackageContents(
      PackageFormat format,
      PackageIdentity identity,
      List<PackageEntry> entries,
      List<Executable> executables,
      List<Finding> findings,
      List<Finding> contentFindings) {
    this(format, identity, entries, executables, findings, contentFindings, List.of());
  }

  /** Of a file without executables, of whose content nothing is said. */
  public static PackageContents of(
      PackageFormat format,
      PackageIdentity identity,
      List<PackageEntry> entries,
      List<Finding> findings) {
    return new PackageContents(format, identity, entries, List.of(), findings, List.of());
  }

  /** Both kinds of findings. */
  public List<Finding> allFindings() {
    return Stream.concat(findings.stream(), contentFindings.stream()).toList();
  }
}
