package dev.updatecenter.capability.format.inf;

import dev.updatecenter.kernel.core.Architecture;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows an INF from its devices to every section that Windows carries out ("INF DDInstall
 * Section"). UC3159: an install section is missing.
 */
final class InstallWalk {
  private static final List<String> KIN =
      List.of(
          "",
          ".services",
          ".hw",
          ".coinstallers",
          ".interfaces",
          ".wdf",
          ".components",
          ".software",
          ".events",
          ".filters",
          ".factdef",
          ".logconfigoverride");

  /** Directives that lead on, and which of their values does. */
  private static final Map<String, List<Integer>> LEADS =
      Map.of(
          "addservice", List.of(2, 3),
          "addinterface", List.of(2),
          "addcomponent", List.of(2),
          "addsoftware", List.of(2),
          "addfilter", List.of(2),
          "addeventprovider", List.of(1),
          "umdfservice", List.of(1),
          "kmdfservice", List.of(1));

  private final InfFile inf;
  private final InfFindings findings;
  private final List<InfInstall> installs = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final Deque<InfInstall> open = new ArrayDeque<>();

  InstallWalk(InfFile inf, InfFindings findings) {
    this.inf = inf;
    this.findings = findings;
  }

  /** Every section that is carried out, once for each processor. */
  List<InfInstall> from(List<InfModel> models) {
    models.forEach(this::model);
    for (String name : inf.sections().keySet()) {
      if (name.startsWith("defaultinstall") || name.startsWith("classinstall32")) {
        visit(name, architecture(name));
      }
    }
    for (InfLine line : inf.section("InterfaceInstall32")) {
      visit(line.text(0), Architecture.X86);
    }
    while (!open.isEmpty()) {
      InfInstall next = open.remove();
      installs.add(next);
      next.section().lines().forEach(line -> follow(line, next.architecture()));
    }
    return installs;
  }

  /** Of {@code [DefaultInstall.NTamd64.Services]} and the like. */
  private static Architecture architecture(String name) {
    for (String part : name.split("\\.", -1)) {
      if (part.startsWith("nt")) {
        return InfTarget.parse(part).orElse(InfTarget.UNDECORATED).architecture();
      }
    }
    return Architecture.X86;
  }

  private void model(InfModel model) {
    String name = model.install().text();
    String processor = ".nt" + model.architecture().wireName();
    Optional<InfSection> chosen = Optional.empty();
    // "INF DDInstall Section": the most closely decorated wins.
    for (String decoration : List.of(processor, ".nt", "")) {
      chosen = chosen.isPresent() ? chosen : inf.find(name + decoration);
    }
    if (chosen.isEmpty()) {
      findings.error(
          "UC3159",
          model.install(),
          "there is no install section [" + InfValue.bare(name) + "] for " + model.architecture(),
          "Windows cannot install the device",
          "add [" + InfValue.bare(name) + ".NT], or mend the name");
      return;
    }
    for (String kin : KIN) {
      visit(chosen.get().name().text() + kin, model.architecture());
    }
  }

  private void visit(String name, Architecture architecture) {
    Optional<InfSection> section = inf.find(name);
    if (section.isPresent() && seen.add(architecture + name.toLowerCase(Locale.ROOT))) {
      open.add(InfInstall.of(section.get(), architecture));
    }
  }

  private void follow(InfLine line, Architecture architecture) {
    String directive = line.key().text().toLowerCase(Locale.ROOT);
    for (int value : LEADS.getOrDefault(directive, List.of())) {
      if (!line.text(value).isEmpty()) {
        visit(line.text(value), architecture);
      }
    }
    if (directive.equals("needs")) {
      line.values().forEach(v -> visit(v.text(), architecture));
    }
  }
}
