package dev.updatecenter.capability.format.inspect;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.PackageContents;
import dev.updatecenter.capability.format.PackageEntry;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.PackageIdentity;
import dev.updatecenter.capability.format.cab.Cabinet;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a cabinet once: digests everything, keeps the manifests that tell who it is. */
final class CabinetInspection {
  private final CabinetLimits limits;
  private final List<Finding> findings = new ArrayList<>();

  CabinetInspection(CabinetLimits limits) {
    this.limits = limits;
  }

  PackageContents inspect(PackageFormat format, Path file) throws IOException {
    EntryCollector collector = new EntryCollector();
    try (Cabinet cabinet = Cabinet.open(file, limits)) {
      cabinet.extract(collector);
    }
    List<PackageEntry> entries = collector.entries();
    return new PackageContents(format, identity(format, collector), entries, findings);
  }

  private PackageIdentity identity(PackageFormat format, EntryCollector collector) {
    try {
      return switch (format) {
        case CBS -> new CbsInspection(findings).identity(collector);
        case DRIVER -> new DriverInspection(findings).identity(collector);
        default -> PackageIdentity.NONE;
      };
    } catch (MalformedPackageException e) {
      e.findings("").forEach(f -> findings.add(f.weighing(Severity.WARNING)));
      return PackageIdentity.NONE;
    }
  }

  /** Whether an entry's content is worth keeping in memory. */
  static boolean isManifest(String name) {
    String key = EntryNames.key(name);
    return key.equals("update.mum") || key.endsWith(".inf");
  }
}
