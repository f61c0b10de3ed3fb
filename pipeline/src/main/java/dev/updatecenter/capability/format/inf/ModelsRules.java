package dev.updatecenter.capability.format.inf;

import dev.updatecenter.kernel.core.Architecture;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * UC3157 to UC3161, UC3175: from {@code [Manufacturer]} to the devices of each processor ("INF
 * Manufacturer section", "INF Models section").
 */
final class ModelsRules {
  private final InfFile inf;
  private final InfFindings findings;
  private final List<InfModel> models = new ArrayList<>();
  private final Set<String> read = new HashSet<>();
  private final Map<Architecture, InfValue> targets = new EnumMap<>(Architecture.class);

  ModelsRules(InfFile inf, InfFindings findings) {
    this.inf = inf;
    this.findings = findings;
  }

  /** Every device of every processor, in order. */
  List<InfModel> check() {
    Optional<InfSection> manufacturer = inf.find("Manufacturer");
    if (manufacturer.isEmpty() || manufacturer.get().lines().isEmpty()) {
      if (inf.sections().keySet().stream().noneMatch(s -> s.startsWith("defaultinstall"))) {
        findings.error(
            "UC3157",
            manufacturer.map(InfSection::name).orElse(new InfValue("", 0, 0)),
            "there is no device: [Manufacturer] is "
                + (manufacturer.isEmpty() ? "missing" : "empty"),
            "Windows finds devices through it",
            "add [Manufacturer] with a Models section for each processor");
      }
      return models;
    }
    manufacturer.get().lines().forEach(this::manufacturer);
    targets.forEach(this::requireIds);
    duplicates();
    return models;
  }

  private void manufacturer(InfLine line) {
    // "manufacturer-name" alone names its own Models section.
    InfValue name = line.value(0);
    boolean decorated = false;
    for (int i = 1; i < line.values().size(); i++) {
      InfValue written = line.value(i);
      if (!written.text().isEmpty()) {
        decorated = true;
        target(name, written);
      }
    }
    if (!decorated) {
      noProcessor(name, name);
      models(name, "", InfTarget.UNDECORATED);
    }
  }

  private void noProcessor(InfValue name, InfValue where) {
    findings.warning(
        "UC3158",
        where,
        "Models section " + name.shown() + " names no processor",
        "from Windows Server 2003 on it is for x86 alone",
        "add decorations such as NTarm, NTamd64, NTarm64");
  }

  private void target(InfValue name, InfValue written) {
    if (written.text().toLowerCase(Locale.ROOT).startsWith("ntia64")) {
      return; // Itanium: once real, and on no device of today
    }
    Optional<InfTarget> target = InfTarget.parse(written.text());
    if (target.isEmpty()) {
      findings.error(
          "UC3158",
          written,
          written.shown() + " is no decoration of a system that is served here",
          "Windows passes over it, with the devices behind it",
          "write NT, the processor (x86, amd64, arm, arm64), then versions as .10.0...17763");
      return;
    }
    if (!target.get().named()) {
      noProcessor(name, written);
    }
    if (target.get().narrowed()) {
      // "Using a universal INF file": neither ProductType nor SuiteMask
      findings.error(
          "UC3175",
          written,
          written.shown() + " asks for a product type or a suite",
          "a universal INF installs alike on every edition",
          "leave these two parts of the decoration empty");
    }
    models(name, "." + written.text(), target.get());
  }

  private void models(InfValue name, String decoration, InfTarget target) {
    Optional<InfSection> section = inf.find(name.text() + decoration);
    if (section.isEmpty()) {
      findings.error(
          "UC3157",
          name,
          "there is no section [" + InfValue.bare(name.text() + decoration) + "]",
          "Windows finds no device for that processor",
          "add the Models section, or take the decoration out");
      return;
    }
    if (!read.add((name.text() + decoration).toLowerCase(Locale.ROOT))) {
      return;
    }
    targets.putIfAbsent(target.architecture(), section.get().name());
    for (InfLine line : section.get().lines()) {
      List<InfValue> ids = line.values().stream().skip(1).filter(v -> !v.text().isEmpty()).toList();
      if (ids.isEmpty()) {
        findings.error(
            "UC3160",
            line.key(),
            "the device has neither a hardware id nor a compatible id",
            "Windows finds the driver by it",
            "add the id behind the install section");
      }
      ids.forEach(this::plausible);
      models.add(new InfModel(target.architecture(), decoration, line.value(0), ids));
    }
  }

  private void plausible(InfValue id) {
    HardwareId.fault(id.text())
        .ifPresent(
            fault ->
                findings.error(
                    "UC3160",
                    id,
                    "hardware id " + id.shown() + " " + fault,
                    "no device ever reports it",
                    "copy the id that Device Manager shows"));
  }

  /** An empty section shuts out a system on purpose, but not the last one of a processor. */
  private void requireIds(Architecture architecture, InfValue section) {
    if (models.stream().noneMatch(m -> m.architecture() == architecture)) {
      String message = "no device for " + architecture + " is listed";
      String why = "nothing is installed on that processor";
      String fix = "list the devices, or take the decoration out";
      // Where another processor has devices it may be meant; whether the model's has is asked
      // apart.
      if (models.isEmpty()) {
        findings.error("UC3160", section, message, why, fix);
      } else {
        findings.warning("UC3160", section, message, why, fix);
      }
    }
  }

  private void duplicates() {
    Map<String, InfModel> seen = new HashMap<>();
    for (InfModel model : models) {
      for (InfValue id : model.ids()) {
        String key = (model.decoration() + " " + id.text()).toLowerCase(Locale.ROOT);
        InfModel other = seen.putIfAbsent(key, model);
        if (other != null) {
          findings.warning(
              "UC3161",
              id,
              "id "
                  + id.shown()
                  + " stands for "
                  + other.install().shown()
                  + " in line "
                  + other.install().line()
                  + " too",
              "which of the two Windows takes is not said",
              "give each device of a section ids of its own");
        }
      }
    }
  }
}
