package dev.updatecenter.capability.format.inf;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.kernel.core.Architecture;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * UC3163, UC3165, UC3166, UC3174, UC3176: what {@code CopyFiles} copies has a source and a place to
 * go to ("INF CopyFiles Directive").
 */
final class CopyRules {
  private final InfFile inf;
  private final InfSurroundings around;
  private final SourceDisks disks;
  private final InfFindings findings;
  private final Map<String, Destination> destinations;
  private final Set<String> seen = new HashSet<>();
  private final Set<String> copied = new HashSet<>();

  CopyRules(InfFile inf, InfSurroundings around, SourceDisks disks, InfFindings findings) {
    this.inf = inf;
    this.around = around;
    this.disks = disks;
    this.findings = findings;
    this.destinations = Destination.all(inf);
  }

  /** Whether a file of that name is copied on a processor. */
  boolean copies(String name, Architecture architecture) {
    return copied.contains(key(name, architecture));
  }

  private static String key(String name, Architecture architecture) {
    return architecture + " " + name.toLowerCase(Locale.ROOT);
  }

  void check(InfInstall install) {
    for (InfLine line : install.section().lines()) {
      if (line.key().is("CopyFiles")) {
        line.values().forEach(value -> list(value, install.architecture()));
      }
    }
  }

  private void list(InfValue named, Architecture architecture) {
    if (named.text().isEmpty() || !seen.add(key(named.text(), architecture))) {
      return;
    }
    if (named.text().startsWith("@")) {
      InfValue file = new InfValue(named.text().substring(1), named.line(), named.column());
      destination("", named, List.of(new InfLine(file, List.of(file))), architecture);
    } else if (inf.find(named.text()).isPresent()) {
      destination(named.text(), named, inf.section(named.text()), architecture);
    }
  }

  private void destination(
      String list, InfValue named, List<InfLine> files, Architecture architecture) {
    Optional.ofNullable(destinations.get(list.toLowerCase(Locale.ROOT)))
        .or(() -> Optional.ofNullable(destinations.get("defaultdestdir")))
        .ifPresentOrElse(
            to -> {
              place(to, list);
              files.forEach(f -> file(f, to, architecture));
            },
            () -> {
              findings.error(
                  "UC3165",
                  named,
                  "[DestinationDirs] does not say where " + named.shown() + " goes",
                  "Windows copies the files to its own folder",
                  "add the list, or DefaultDestDir, to [DestinationDirs]");
              files.forEach(f -> source(f, architecture));
            });
  }

  private void place(Destination to, String list) {
    if (!to.isUniversal()) {
      // InfVerif 1306; "Using a universal INF file", CopyFiles
      findings.error(
          "UC3174",
          to.dirid(),
          "files go to folder " + to.shown(),
          "a universal INF copies to 11, 12, 13, 10,SysWOW64 or a vendor's folder below 10",
          "use 13, the driver's own folder");
    } else if (!to.isDriverStore() && around.layout() == InfSurroundings.Layout.BY_INF) {
      findings.note(
          "UC3166",
          to.dirid(),
          (list.isEmpty() ? "single files" : InfValue.shown(list)) + " go to folder " + to.shown(),
          "two drivers with a file of one name overwrite each other there",
          "use 13, the driver's own folder, where the class of device allows it");
    }
  }

  private void file(InfLine file, Destination to, Architecture architecture) {
    source(file, architecture);
    InfValue source = source(file);
    boolean renamed = !source.text().equalsIgnoreCase(file.text(0));
    boolean moved =
        disks
            .file(source.text(), architecture)
            .filter(s -> !folder(s.text(1)).equals(folder(to.subdir().text())))
            .isPresent();
    if (to.isDriverStore() && (renamed || moved)) {
      // InfVerif 1100
      findings.error(
          "UC3176",
          file.value(0),
          file.value(0).shown() + " is " + (renamed ? "renamed" : "moved") + " in the driver store",
          "there a package keeps the names and folders that it came with",
          "give it the same name and subfolder in [SourceDisksFiles] and [DestinationDirs]");
    }
  }

  private static String folder(String subdir) {
    return EntryNames.key(subdir).replaceAll("^/+|/+$", "");
  }

  private static InfValue source(InfLine file) {
    return file.text(1).isEmpty() ? file.value(0) : file.value(1);
  }

  private void source(InfLine file, Architecture architecture) {
    InfValue source = source(file);
    if (source.text().isEmpty()) {
      return;
    }
    copied.add(key(file.text(0), architecture));
    if (disks.file(source.text(), architecture).isEmpty()) {
      // InfVerif 1230
      findings.error(
          "UC3163",
          source,
          source.shown() + " is not in [SourceDisksFiles] for " + architecture,
          "the file is not taken into the driver store, and copying it fails",
          "add it to [SourceDisksFiles] or [SourceDisksFiles." + architecture + "]");
    }
  }
}
