package dev.updatecenter.capability.format.inf;

import dev.updatecenter.capability.format.EntryNames;

/**
 * UC3076, UC3077: a driver names a catalog, and it lies beside the INF ("INF Version section":
 * CatalogFile).
 */
final class CatalogRules {
  private static final String BUILD =
      "run 'ducctl package build DIR --out FILE', which makes it, or have the driver signed";

  private final InfFile inf;
  private final InfFindings findings;

  CatalogRules(InfFile inf, InfFindings findings) {
    this.inf = inf;
    this.findings = findings;
  }

  void check(InfSurroundings around) {
    if (inf.version().catalogFiles().isEmpty()) {
      InfValue where = inf.find("Version").map(InfSection::name).orElse(new InfValue("", 0, 0));
      findings.error(
          "UC3076",
          where,
          "names no CatalogFile: the driver is unsigned",
          "Windows installs no unsigned driver without a person who agrees",
          "add CatalogFile=<name>.cat to [Version], then " + BUILD);
    }
    String folder = EntryNames.folder(EntryNames.key(inf.file()));
    for (InfLine line : InfVersion.catalogLines(inf.find("Version"))) {
      InfValue catalog = line.value(0);
      if (!around.has(folder + catalog.text())) {
        findings.error(
            "UC3077",
            catalog,
            "catalog " + catalog.shown() + " is not beside the INF",
            "without it the driver is unsigned",
            BUILD);
      }
    }
  }
}
