package dev.updatecenter.capability.format.inspect;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.PackageContents;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.PackageIdentity;
import dev.updatecenter.capability.format.cab.Cabinet;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a cabinet once: digests everything, keeps the manifests that tell who it is. */
final class CabinetInspection {
  private static final Set<String> MANIFESTS = Set.of("update.mum", "man.dsm.xml");

  private final CabinetLimits limits;
  private final List<Finding> content = new ArrayList<>();

  CabinetInspection(CabinetLimits limits) {
    this.limits = limits;
  }

  PackageContents inspect(PackageFormat format, Path file) throws IOException {
    try (Cabinet cabinet = Cabinet.open(file, limits)) {
      EntryCollector collector = new EntryCollector(PackageCatalogs.concern(format, cabinet));
      cabinet.extract(collector);
      return contents(format, collector, cabinet);
    }
  }

  private PackageContents contents(PackageFormat format, EntryCollector collector, Cabinet cabinet)
      throws IOException {
    PackageIdentity identity = identity(format, collector);
    content.addAll(
        new CatalogInspection(PackageCatalogs.of(collector, cabinet)).check(collector.infs()));
    return new PackageContents(
        format, identity, collector.entries(), collector.executables(), List.of(), content);
  }

  private PackageIdentity identity(PackageFormat format, EntryCollector collector) {
    try {
      return switch (format) {
        case CBS -> new CbsInspection(content).identity(collector);
        case DRIVER -> new DriverInspection(content).identity(collector);
        default -> PackageIdentity.NONE;
      };
    } catch (MalformedPackageException e) {
      content.addAll(e.findings(""));
      return PackageIdentity.NONE;
    }
  }

  /** Whether an entry's content is worth keeping in memory. */
  static boolean isManifest(String name) {
    String key = EntryNames.key(name);
    return MANIFESTS.contains(key) || key.endsWith(".inf") || key.endsWith(".cat");
  }
}
