package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds what the kit built of a product: {@code
 * Build/<arch>/<product>/<config>/<version>/<product>_OCP_<version>.cab}.
 */
final class BuildOutput {
  private static final Comparator<BuiltPackage> RETAIL_FIRST =
      Comparator.comparing((BuiltPackage b) -> !b.retail())
          .thenComparing(BuiltPackage::configuration)
          .thenComparing(BuiltPackage::cabinet);

  private final WorkspaceFiles files;
  private final Architecture arch;
  private final String product;
  private final List<Finding> findings = new ArrayList<>();

  BuildOutput(WorkspaceFiles files, Architecture arch, String product) {
    this.files = files;
    this.arch = arch;
    this.product = product;
  }

  /** What was looked for and is not there. */
  List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** The newest of each configuration, by version number, retail first. */
  List<BuiltPackage> newest() throws IOException {
    List<BuiltPackage> newest = new ArrayList<>();
    Path build = files.folder(files.root(), "Build").orElse(files.root().resolve("Build"));
    for (Path folder : files.folders(build)) {
      Optional<Path> own =
          isOurArch(folder) ? files.folder(folder, product) : Optional.<Path>empty();
      if (own.isPresent()) {
        for (Path configuration : files.folders(own.get())) {
          newestOf(configuration).ifPresent(newest::add);
        }
      }
    }
    newest.sort(RETAIL_FIRST);
    if (newest.stream().noneMatch(BuiltPackage::retail)) {
      findings.add(noRetail(build.resolve(arch.wireName()).resolve(product), newest));
    }
    return newest;
  }

  private Optional<BuiltPackage> newestOf(Path configuration) throws IOException {
    NavigableMap<PackageVersion, Path> builds = new TreeMap<>();
    for (Path build : files.folders(configuration)) {
      version(build).ifPresent(version -> builds.putIfAbsent(version, build));
    }
    for (Map.Entry<PackageVersion, Path> each : builds.descendingMap().entrySet()) {
      Path build = each.getValue();
      String name = product + "_OCP_" + build.getFileName() + ".cab";
      Optional<Path> cabinet = files.file(build, name);
      if (cabinet.isPresent()) {
        return Optional.of(
            new BuiltPackage(
                String.valueOf(configuration.getFileName()), each.getKey(), cabinet.get()));
      }
      findings.add(passedOver(build.resolve(name)));
    }
    return Optional.empty();
  }

  private boolean isOurArch(Path buildFolder) {
    try {
      return Architecture.parse(String.valueOf(buildFolder.getFileName())) == arch;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** A version, unless the folder merely looks like a build's. */
  private static Optional<PackageVersion> version(Path build) {
    try {
      return Optional.of(PackageVersion.parse(String.valueOf(build.getFileName())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Finding passedOver(Path cabinet) {
    return Finding.warning(
            "UC2045", String.valueOf(cabinet.getFileName()), "this build holds no such package")
        .at(cabinet.toString(), 0, 0)
        .because("Its version is newer than that of the package that is taken instead.")
        .fixedBy("Export the OEM custom package of that build again, or remove its folder.");
  }

  private Finding noRetail(Path looked, List<BuiltPackage> others) {
    String instead =
        others.isEmpty()
            ? ""
            : "; of " + others.get(0).configuration() + " there is " + others.get(0).version();
    return Finding.note("UC2042", product, "no retail OEM custom package is built here" + instead)
        .at(looked + "/retail/<version>/" + product + "_OCP_<version>.cab", 0, 0)
        .because("Without one there is nothing to release, and no release.yaml is written.")
        .fixedBy("Build the retail configuration and export its OEM custom package, import again.");
  }
}
