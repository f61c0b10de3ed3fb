package dev.updatecenter.capability.packaging;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.inf.InfFile;
import dev.updatecenter.capability.format.inf.InfLine;
import dev.updatecenter.capability.format.inf.InfValue;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The catalogs that the INF files of a driver folder name. */
final class DriverPlans {
  // What InfFile reads, and a byte more that lets it say so.
  private static final int LARGEST_INF = (8 << 20) + 1;

  private final Map<String, CatalogPlan> plans = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  /** Reads every INF of the folder. */
  static DriverPlans of(SourceFolder source) throws IOException {
    DriverPlans driver = new DriverPlans();
    for (SourceFile file : source.files()) {
      if (SourceFolder.isInf(file)) {
        driver.add(file);
      }
    }
    return driver;
  }

  Collection<CatalogPlan> plans() {
    return plans.values();
  }

  /** INFs that name no catalog, so that none can be made for them. */
  List<Finding> findings() {
    return findings;
  }

  private void add(SourceFile file) throws IOException {
    byte[] content;
    try (InputStream in = Files.newInputStream(file.path())) {
      content = in.readNBytes(LARGEST_INF);
    }
    InfFile inf;
    try {
      inf = InfFile.parse(content, file.name());
    } catch (MalformedPackageException e) {
      findings.addAll(e.findings(file.name()));
      return;
    }
    if (inf.version().catalogFiles().isEmpty()) {
      findings.add(
          Finding.error("UC3076", file.name(), "names no CatalogFile: the driver is unsigned")
              .at(file.name(), inf.version().line(), 0)
              .because("A catalog is made under the name that the INF gives it.")
              .fixedBy("Add CatalogFile=<name>.cat to [Version]."));
    }
    for (String catalog : inf.version().catalogFiles().values()) {
      // "INF Version section": the catalog lies beside its INF.
      String name = file.folder() + catalog;
      plans.merge(
          EntryNames.key(name),
          new CatalogPlan(
              name, inf.version().driverDate().orElse(CatalogPlan.NO_DATE), hardwareIds(inf)),
          CatalogPlan::and);
    }
  }

  /**
   * "INF Manufacturer section", "INF Models section": a manufacturer names a section and its
   * decorations; a model is an install section and what it is for.
   */
  private static Set<String> hardwareIds(InfFile inf) {
    Set<String> ids = new LinkedHashSet<>();
    for (InfLine manufacturer : inf.section("Manufacturer")) {
      String models = manufacturer.text(0);
      List<String> sections = new ArrayList<>(List.of(models));
      manufacturer.values().stream().skip(1).forEach(d -> sections.add(models + "." + d.text()));
      for (String section : sections) {
        for (InfLine model : inf.section(section)) {
          model.values().stream()
              .skip(1)
              .map(InfValue::text)
              .filter(id -> !id.isBlank())
              .forEach(id -> ids.add(id.toLowerCase(Locale.ROOT)));
        }
      }
    }
    return ids;
  }
}
