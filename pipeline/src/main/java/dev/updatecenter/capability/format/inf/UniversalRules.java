package dev.updatecenter.capability.format.inf;

import java.util.Locale;
import java.util.Set;

/**
 * UC3170, UC3171: sections and directives that a universal INF does without ("Using a universal INF
 * file": which sections, which directives are invalid; InfVerif 1300 to 1302).
 */
final class UniversalRules {
  private static final String WHY =
      "a universal INF only adds, the same each time, also while the device is not running";

  private static final Set<String> DIRECTIVES =
      Set.of(
          "bitreg",
          "delfiles",
          "delproperty",
          "delreg",
          "delservice",
          "ini2reg",
          "logconfig",
          "profileitems",
          "registerdlls",
          "renfiles",
          "unregisterdlls",
          "updateinifields",
          "updateinis");

  private final InfFindings findings;

  UniversalRules(InfFindings findings) {
    this.findings = findings;
  }

  void sections(InfFile inf) {
    inf.sections()
        .forEach(
            (key, section) -> {
              if (isLegacy(key)) {
                findings.error(
                    "UC3170",
                    section.name(),
                    "["
                        + InfValue.bare(section.name().text())
                        + "] is no section of a universal INF",
                    WHY,
                    key.equals("defaultinstall")
                        ? "decorate it, as in [DefaultInstall.NTamd64]"
                        : "remove it, and do what it did in the driver or an app");
              }
            });
  }

  private static boolean isLegacy(String key) {
    return key.equals("classinstall32")
        || key.startsWith("classinstall32.")
        || key.equals("defaultinstall")
        || key.endsWith(".coinstallers")
        || key.endsWith(".factdef")
        || key.endsWith(".logconfigoverride");
  }

  void directives(InfInstall install) {
    for (InfLine line : install.section().lines()) {
      if (DIRECTIVES.contains(line.key().text().toLowerCase(Locale.ROOT))) {
        findings.error(
            "UC3171",
            line.key(),
            line.key().shown() + " is no directive of a universal INF",
            WHY,
            "remove it, and do what it did in the driver or an app");
      }
    }
  }
}
