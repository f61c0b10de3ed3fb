package dev.updatecenter.capability.format.inspect;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.Executable;
import dev.updatecenter.capability.format.appx.AppxIdentity;
import dev.updatecenter.capability.format.appx.AppxManifest;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * UC3187: programs and libraries of an app package are of its ProcessorArchitecture. Assemblies
 * that are compiled where they run pass everywhere.
 */
final class AppxExecutables {
  private final AppxManifest manifest;
  private final String place;

  AppxExecutables(AppxManifest manifest, String place) {
    this.manifest = manifest;
    this.place = place;
  }

  List<Finding> check(List<Executable> executables) {
    List<Finding> findings = new ArrayList<>();
    for (Executable e : executables) {
      e.architecture()
          .filter(a -> !e.portable() && !fits(a))
          .ifPresent(a -> findings.add(finding(e, a)));
    }
    return findings;
  }

  private boolean fits(Architecture built) {
    Set<Architecture> run =
        switch (manifest.identity().processor()) {
          case "arm" -> Set.of(Architecture.ARM);
          case "arm64" -> Set.of(Architecture.ARM64, Architecture.ARM, Architecture.X86);
          case "x64" -> Set.of(Architecture.AMD64, Architecture.X86);
          case "x86" -> Set.of(Architecture.X86);
          case AppxIdentity.NEUTRAL -> Set.<Architecture>of();
          default -> Set.of(Architecture.values()); // x86a64, or a spelling that is told of
        };
    return run.contains(built);
  }

  private Finding finding(Executable e, Architecture built) {
    String name = e.name().substring(e.name().indexOf('!') + 1);
    String message =
        name + " is built for " + built + ", the package for " + manifest.identity().processor();
    Finding finding =
        Finding.warning("UC3187", "", message)
            .at(place + "!" + name, 0, 0)
            .because("Windows chooses the package by its ProcessorArchitecture, not by its files.")
            .fixedBy("Pack the files of one processor, and name it in Identity.");
    boolean started =
        manifest.executables().stream()
            .anyMatch(p -> EntryNames.key(p.file()).equals(EntryNames.key(name)));
    // A neutral package goes to every processor, and starts on the one it was built for.
    boolean everywhere = manifest.identity().processor().equals(AppxIdentity.NEUTRAL);
    return started && !everywhere ? finding.weighing(Severity.ERROR) : finding;
  }
}
