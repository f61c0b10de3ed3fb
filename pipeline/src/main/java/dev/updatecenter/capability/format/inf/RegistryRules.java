package dev.updatecenter.capability.format.inf;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * UC3172, UC3173, UC3177: what a universal INF may write into the registry ("Using a universal INF
 * file", AddReg; InfVerif 1303 to 1305).
 */
final class RegistryRules {
  private static final long APPEND = 0x8; // FLG_ADDREG_APPEND

  /** Below HKLM: COM objects, and Media Foundation transforms in hardware. */
  private static final List<String> SHARED_KEYS =
      List.of(
          "software\\classes",
          "software\\microsoft\\windows media foundation",
          "software\\wow6432node\\microsoft\\windows media foundation",
          "software\\wow3232node\\microsoft\\windows media foundation");

  private final InfFile inf;
  private final InfFindings findings;
  private final Set<String> seen = new HashSet<>();

  RegistryRules(InfFile inf, InfFindings findings) {
    this.inf = inf;
    this.findings = findings;
  }

  void check(InfInstall install) {
    for (InfLine line : install.section().lines()) {
      if (line.key().is("AddReg")) {
        for (InfValue list : line.values()) {
          if (seen.add(list.text().toLowerCase(Locale.ROOT))) {
            inf.section(list.text()).forEach(this::entry);
          }
        }
      }
    }
  }

  /** reg-root, [subkey],[value-entry-name],[flags],[value]. */
  private void entry(InfLine line) {
    InfValue root = line.value(0);
    if (!root.text().isEmpty() && !isAllowed(root, line.text(1))) {
      findings.error(
          "UC3172",
          root,
          "it writes below " + InfValue.shown(root.text() + "\\" + line.text(1)),
          "a universal INF writes below HKR, and registers COM classes and hardware transforms",
          "write below HKR, or have the driver write it");
    }
    if (line.value(2).is("CoInstallers32")) {
      findings.error(
          "UC3173",
          line.value(2),
          "it registers a co-installer",
          "code of a co-installer cannot run while the device is being built",
          "remove it, and do what it did in the driver or an app");
    }
    if ((number(line.text(3)) & APPEND) != 0) {
      findings.error(
          "UC3177",
          line.value(3),
          "it appends to a list that others write too",
          "the result depends on what is there already, and nothing takes it back",
          "write a value of your own");
    }
  }

  private static boolean isAllowed(InfValue root, String subkey) {
    if (root.is("HKR") || root.is("HKCR")) {
      return true;
    }
    String key = subkey.toLowerCase(Locale.ROOT);
    return root.is("HKLM")
        && SHARED_KEYS.stream().anyMatch(k -> key.equals(k) || key.startsWith(k + "\\"));
  }

  private static long number(String text) {
    try {
      return text.isEmpty() ? 0 : Long.decode(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
