package dev.updatecenter.app.cli;

import dev.updatecenter.capability.devicemodel.Provenance;
import dev.updatecenter.capability.devicemodel.Provenance.Guess;
import dev.updatecenter.capability.devicemodel.Provenance.Taken;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.SourcePosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files that were found around what the command line names, told the same way: relative where that
 * was relative.
 */
final class ShownPaths {
  private final Map<String, String> prefixes = new LinkedHashMap<>();

  private ShownPaths() {}

  /**
   * Tells files as these were named.
   *
   * @param named files and folders; an absolute one leaves absolute what lies around it
   */
  static ShownPaths like(List<String> named) {
    ShownPaths shown = new ShownPaths();
    List<Path> relative = named.stream().map(Path::of).filter(p -> !p.isAbsolute()).toList();
    for (Path path : relative) {
      // From the inside out: the workspace begins at any of the folders that were named.
      Path inside = Files.isDirectory(path) ? path : path.getParent();
      for (Path at = inside; at != null; at = at.getParent()) {
        shown.add(at);
      }
    }
    if (!relative.isEmpty()) {
      shown.add(Path.of(""));
    }
    return shown;
  }

  private void add(Path folder) {
    String to = folder.toString().isEmpty() ? "" : prefix(folder);
    prefixes.putIfAbsent(prefix(folder.toAbsolutePath().normalize()), to);
    try {
      // Workspaces are found with links resolved.
      prefixes.putIfAbsent(prefix(folder.toRealPath()), to);
    } catch (IOException e) {
      // What is not there holds nothing that could be shown.
    }
  }

  private static String prefix(Path folder) {
    return folder + folder.getFileSystem().getSeparator();
  }

  /** A path or a sentence. */
  String text(String text) {
    String shown = text;
    for (Map.Entry<String, String> prefix : prefixes.entrySet()) {
      shown = shown.replace(prefix.getKey(), prefix.getValue());
    }
    return shown;
  }

  /** Findings, wherever they name a file. */
  List<Finding> findings(List<Finding> findings) {
    return findings.stream().map(this::finding).toList();
  }

  private Finding finding(Finding f) {
    return new Finding(
        f.code(),
        f.severity(),
        text(f.subject()),
        f.file() == null ? null : text(f.file()),
        f.line(),
        f.column(),
        text(f.message()),
        text(f.why()),
        text(f.fix()),
        f.waived());
  }

  /** Where values come from. */
  Provenance provenance(Provenance provenance) {
    return new Provenance(
        provenance.taken().stream().map(this::taken).toList(),
        provenance.guessed().stream()
            .map(g -> new Guess(g.what(), g.value(), text(g.why())))
            .toList());
  }

  private Taken taken(Taken t) {
    SourcePosition from = t.from();
    return new Taken(
        t.what(), t.value(), new SourcePosition(text(from.file()), from.line(), from.column()));
  }
}
