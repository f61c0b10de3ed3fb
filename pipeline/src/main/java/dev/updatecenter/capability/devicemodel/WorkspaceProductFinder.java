package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.capability.devicemodel.DeclaredIdentity.Fact;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.PackageVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds what belongs to one product of a workspace, by the names that the add-on kit gives. */
final class WorkspaceProductFinder {
  private static final List<String> ARCH_FOLDERS_OF_AMD64 = List.of("x64", "amd64");

  private final WorkspaceFiles files;
  private final Path source;
  private final Architecture arch;
  private final Path folder;
  private final String name;

  WorkspaceProductFinder(WorkspaceFiles files, Path source, Architecture arch, Path folder) {
    this.files = files;
    this.source = source;
    this.arch = arch;
    this.folder = folder;
    this.name = String.valueOf(folder.getFileName());
  }

  WorkspaceProduct find() throws IOException {
    Optional<Path> settings = file(folder.resolve(name + "Settings.xml"));
    Optional<Path> product = productYaml();
    return new WorkspaceProduct(
        name,
        arch,
        file(folder.resolve("IoTDeviceModel_" + name + ".xml")),
        settings,
        smbiosCfgs(settings),
        product,
        product.flatMap(p -> file(p.resolveSibling("policy.yaml"))),
        newestOcp());
  }

  private Optional<Path> productYaml() throws IOException {
    Optional<Path> beside = file(folder.resolve("product.yaml"));
    Optional<Path> top = file(files.root().resolve("product.yaml"));
    if (beside.isPresent() || top.isEmpty()) {
      return beside;
    }
    boolean ours =
        ProductDocument.read(files.bytes(top.get()), "product.yaml")
            .declared()
            .fact(Fact.PRODUCT)
            .map(Located::value)
            .filter(name::equals)
            .isPresent();
    return ours ? top : Optional.empty();
  }

  private List<Path> smbiosCfgs(Optional<Path> settings) throws IOException {
    Path all = source.resolve("BSP");
    if (settings.isPresent()) {
      Optional<Located> bsp =
          ProductSettingsXml.read(files.bytes(settings.get()), name).fact(Fact.BSP);
      Optional<Path> own = bsp.isEmpty() ? Optional.empty() : child(all, bsp.get().value());
      if (own.isPresent()) {
        return files.below(own.get(), "SMBIOS.CFG");
      }
    }
    return files.below(all, "SMBIOS.CFG");
  }

  /** The folder of that name, which a file gave: compared, never resolved. */
  private Optional<Path> child(Path parent, String wanted) throws IOException {
    return files.folders(parent).stream()
        .filter(p -> String.valueOf(p.getFileName()).equals(wanted))
        .findFirst();
  }

  /** {@code Build/<arch>/<product>/<config>/<version>/<product>_OCP_<version>.cab}. */
  private Optional<Path> newestOcp() throws IOException {
    Map<PackageVersion, Path> found = new TreeMap<>(Comparator.reverseOrder());
    for (Path build : files.folders(files.root().resolve("Build"))) {
      if (isOurArch(String.valueOf(build.getFileName()))) {
        for (Path config : files.folders(build.resolve(name))) {
          collect(config, found);
        }
      }
    }
    return found.values().stream().findFirst();
  }

  private void collect(Path config, Map<PackageVersion, Path> found) throws IOException {
    for (Path built : files.folders(config)) {
      String version = String.valueOf(built.getFileName());
      Path cab = built.resolve(name + "_OCP_" + version + ".cab");
      if (files.isFile(cab)) {
        // Of equal versions the retail build is the one that is shipped.
        version(version).ifPresent(v -> found.merge(v, cab, (a, b) -> isRetail(b) ? b : a));
      }
    }
  }

  /** A version, unless the folder merely looks like a build's. */
  private static Optional<PackageVersion> version(String text) {
    try {
      return Optional.of(PackageVersion.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isRetail(Path cab) {
    Path build = cab.getParent();
    Path config = build == null ? null : build.getParent();
    return config != null && String.valueOf(config.getFileName()).equalsIgnoreCase("retail");
  }

  private boolean isOurArch(String buildFolder) {
    return arch == Architecture.AMD64
        ? ARCH_FOLDERS_OF_AMD64.contains(buildFolder)
        : arch.wireName().equals(buildFolder);
  }

  private Optional<Path> file(Path path) {
    return files.isFile(path) ? Optional.of(path) : Optional.empty();
  }
}
