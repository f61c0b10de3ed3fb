package dev.updatecenter.capability.format.inf;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** UC3162: each section that a directive names is there (InfVerif 1203). */
final class ReferenceRules {
  private static final Set<String> DIRECTIVES =
      Set.of(
          "copyfiles",
          "addreg",
          "delreg",
          "bitreg",
          "delfiles",
          "renfiles",
          "ini2reg",
          "updateinis",
          "updateinifields",
          "logconfig",
          "addproperty",
          "delproperty",
          "profileitems",
          "registerdlls",
          "unregisterdlls");

  /** Directives of one section each, and which of their values names it. */
  private static final Map<String, Integer> LEADS =
      Map.of(
          "addinterface", 2,
          "addcomponent", 2,
          "addsoftware", 2,
          "addfilter", 2,
          "addeventprovider", 1,
          "umdfservice", 1,
          "kmdfservice", 1);

  private final InfFile inf;
  private final InfFindings findings;

  ReferenceRules(InfFile inf, InfFindings findings) {
    this.inf = inf;
    this.findings = findings;
  }

  void check(InfInstall install) {
    for (InfLine line : install.section().lines()) {
      String directive = line.key().text().toLowerCase(Locale.ROOT);
      if (DIRECTIVES.contains(directive)) {
        line.values().stream()
            .filter(v -> !v.text().isEmpty() && !v.text().startsWith("@"))
            .forEach(v -> require(v, directive, install));
      } else if (directive.equals("addservice") && !line.text(0).isEmpty()) {
        service(line, install);
      } else if (LEADS.containsKey(directive) && !line.text(LEADS.get(directive)).isEmpty()) {
        require(line.value(LEADS.get(directive)), directive, install);
      }
    }
  }

  private void service(InfLine line, InfInstall install) {
    InfValue section = line.value(2);
    if (section.text().isEmpty()) {
      findings.error(
          "UC3162",
          line.value(0),
          "AddService " + line.value(0).shown() + " names no service-install section",
          "Windows cannot make the service",
          "name it as third value");
      return;
    }
    require(section, "addservice", install);
    if (!line.text(3).isEmpty()) {
      require(line.value(3), "addservice", install);
    }
  }

  private void require(InfValue name, String directive, InfInstall install) {
    if (inf.find(name.text()).isPresent()) {
      return;
    }
    String message = "there is no section " + name.shown() + ", which " + directive + " names";
    String fix =
        directive.equals("copyfiles")
            ? "add the section, or write @" + InfValue.bare(name.text()) + " for a single file"
            : "add the section, or mend the name";
    if (install.includes()) {
      // InfVerif 1220: a section of an included INF is reached by Needs alone.
      findings.warning(
          "UC3162", name, message, "what lies in an included INF is reached by Needs alone", fix);
    } else {
      findings.error("UC3162", name, message, "Windows passes over the directive", fix);
    }
  }
}
