package dev.updatecenter.capability.format.inspect;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.PackageContents;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.PackageIdentity;
import dev.updatecenter.capability.format.cab.Cabinet;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.format.inf.InfSurroundings.Layout;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a cabinet once: digests everything, keeps the manifests that tell who it is. */
final class CabinetInspection {
  private static final Set<String> MANIFESTS = Set.of("update.mum", "man.dsm.xml");

  private final CabinetOpener cabinets;
  private final CabinetLimits limits;
  private final Optional<LocalDate> today;
  private final List<Finding> content = new ArrayList<>();

  /** With the day that nothing may be later than, where it is known. */
  CabinetInspection(CabinetOpener cabinets, CabinetLimits limits, Optional<LocalDate> today) {
    this.limits = limits;
    this.cabinets = cabinets;
    this.today = today;
  }

  PackageContents inspect(PackageFormat format, Path file) throws IOException {
    NestedCabinets nested = new NestedCabinets(limits);
    try (Cabinet cabinet = cabinets.open(file)) {
      EntryCollector collector = new EntryCollector(PackageCatalogs.concern(format, cabinet));
      cabinet.extract(entry -> nested.watch(entry, collector.open(entry)));
      return contents(format, collector, cabinet);
    }
  }

  private PackageContents contents(PackageFormat format, EntryCollector collector, Cabinet cabinet)
      throws IOException {
    content.addAll(collector.damaged());
    PackageIdentity identity = identity(format, collector);
    content.addAll(
        new CatalogInspection(PackageCatalogs.of(collector, cabinet), collector).check());
    return new PackageContents(
        format, identity, collector.entries(), collector.executables(), List.of(), content);
  }

  private PackageIdentity identity(PackageFormat format, EntryCollector collector) {
    try {
      return switch (format) {
        case CBS -> cbs(collector);
        case DRIVER ->
            new DriverInspection(collector, collector.names(), Layout.BY_INF, today, content)
                .inspect(collector);
        default -> PackageIdentity.NONE;
      };
    } catch (MalformedPackageException e) {
      content.addAll(e.findings(""));
      return PackageIdentity.NONE;
    }
  }

  /** The drivers of IoT Core come this way: their INF files are judged like any. */
  private PackageIdentity cbs(EntryCollector collector) throws MalformedPackageException {
    Set<String> names = InstalledNames.of(collector);
    new DriverInspection(collector, names, Layout.BY_MANIFEST, today, content).inspect(collector);
    return new CbsInspection(content).identity(collector);
  }

  /** Whether an entry's content is worth keeping in memory. */
  static boolean isManifest(String name) {
    String key = EntryNames.key(name);
    return MANIFESTS.contains(key) || key.endsWith(".inf") || key.endsWith(".cat");
  }
}
