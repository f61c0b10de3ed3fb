package dev.updatecenter.capability.format.inf;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.Executable;
import dev.updatecenter.kernel.core.Architecture;
import java.util.Set;

/**
 * UC3164, UC3168, UC3081: each file of {@code [SourceDisksFiles]} is in the package, on a disk that
 * is named, and built for its processor.
 */
final class SourceRules {
  private final InfFile inf;
  private final InfSurroundings around;
  private final SourceDisks disks;
  private final InfFindings findings;

  SourceRules(InfFile inf, InfSurroundings around, SourceDisks disks, InfFindings findings) {
    this.inf = inf;
    this.around = around;
    this.disks = disks;
    this.findings = findings;
  }

  /** Looks at every file; {@code served} are the processors that the INF installs on. */
  void check(Set<Architecture> served) {
    inf.section(SourceDisks.FILES).forEach(line -> file(line, served));
    for (Architecture own : Architecture.values()) {
      inf.section(SourceDisks.FILES + "." + own.wireName())
          .forEach(line -> file(line, Set.of(own)));
    }
  }

  private void file(InfLine line, Set<Architecture> served) {
    if (line.key().text().isEmpty()) {
      return;
    }
    Architecture any = served.stream().findFirst().orElse(Architecture.X86);
    if (disks.disk(line.text(0), any).isEmpty()) {
      findings.error(
          "UC3168",
          line.value(0),
          "disk " + line.value(0).shown() + " is not in [SourceDisksNames]",
          "Windows does not know where to look for the file",
          "add it, as in: 1 = \"Installation disk\"");
    }
    String location = disks.location(line, any);
    if (!around.has(location) && !inCabinet(line, any)) {
      findings.error(
          "UC3164",
          line.key(),
          "the package has no file " + InfValue.shown(location),
          "Windows looks for it there, and gives up",
          "put the file there, or mend the name or the folder");
    }
    machine(line, location, served);
  }

  /** A disk may be a cabinet in the package; what it holds is not looked for. */
  private boolean inCabinet(InfLine line, Architecture architecture) {
    String cabinet = disks.disk(line.text(0), architecture).map(d -> d.text(1)).orElse("");
    return EntryNames.key(cabinet).endsWith(".cab")
        && around.has(disks.folderOf(line, architecture) + cabinet);
  }

  private void machine(InfLine line, String location, Set<Architecture> served) {
    Executable executable = around.executables().get(EntryNames.key(location));
    if (executable == null || served.isEmpty() || served.stream().anyMatch(executable::runsOn)) {
      return;
    }
    findings.error(
        "UC3081",
        line.key(),
        line.key().shown()
            + " is built for "
            + executable.machine()
            + ", the INF installs it on "
            + names(served),
        "Windows does not load it there",
        "build it for that processor, or list it under the right [SourceDisksFiles.<arch>]");
  }

  private static String names(Set<Architecture> served) {
    return String.join(", ", served.stream().map(Architecture::wireName).sorted().toList());
  }
}
