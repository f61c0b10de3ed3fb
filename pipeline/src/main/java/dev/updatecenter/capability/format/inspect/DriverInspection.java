package dev.updatecenter.capability.format.inspect;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.PackageIdentity;
import dev.updatecenter.capability.format.inf.InfFile;
import dev.updatecenter.capability.format.inf.InfVersion;
import dev.updatecenter.kernel.core.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Who a driver is, by its INF files; several INFs leave the identity to the first. */
final class DriverInspection {
  private final List<Finding> findings;

  DriverInspection(List<Finding> findings) {
    this.findings = findings;
  }

  PackageIdentity identity(EntryCollector entries) throws MalformedPackageException {
    PackageIdentity first = PackageIdentity.NONE;
    Set<String> names = entries.names();
    for (Map.Entry<String, byte[]> e : entries.kept().entrySet()) {
      if (!EntryNames.key(e.getKey()).endsWith(".inf")) {
        continue;
      }
      InfFile inf = InfFile.parse(e.getValue(), e.getKey());
      findings.addAll(inf.findings());
      checkCatalogs(inf, names);
      first = first.equals(PackageIdentity.NONE) ? identity(e.getKey(), inf.version()) : first;
    }
    return first;
  }

  private void checkCatalogs(InfFile inf, Set<String> names) {
    if (inf.version().catalogFiles().isEmpty()) {
      findings.add(
          Finding.warning("UC3076", inf.file(), "names no CatalogFile: the driver is unsigned")
              .at(inf.file(), inf.version().line(), 0));
    }
    // "INF Version section": the catalog lies beside its INF.
    String infName = EntryNames.key(inf.file());
    String folder = infName.substring(0, infName.lastIndexOf('/') + 1);
    for (String catalog : new TreeSet<>(inf.version().catalogFiles().values())) {
      if (!names.contains(folder + EntryNames.key(catalog))) {
        findings.add(
            Finding.warning("UC3077", catalog, "is named as catalog, and not in the cabinet")
                .at(inf.file(), inf.version().line(), 0));
      }
    }
  }

  private static PackageIdentity identity(String name, InfVersion version) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("class", version.driverClass());
    fields.put("classGuid", version.classGuid());
    fields.put("provider", version.provider());
    return new PackageIdentity(name, version.driverVersion(), Optional.empty(), fields);
  }
}
