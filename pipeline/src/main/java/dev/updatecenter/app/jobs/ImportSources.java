package dev.updatecenter.app.jobs;

import dev.updatecenter.capability.devicemodel.Workspace;
import dev.updatecenter.capability.devicemodel.WorkspaceProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an import was pointed at: one workspace, or the files of one product. */
final class ImportSources {
  private final List<Path> sources;

  ImportSources(List<Path> sources) {
    this.sources = List.copyOf(sources);
  }

  /**
   * Reads the products there.
   *
   * @param wanted the only one to take; of single files, what it is called
   * @throws UpdateCenterException exit 2 when the sources cannot be products, exit 5 when the
   *     wanted one is not among them
   */
  List<ProductDraft> drafts(Optional<ProductName> wanted) throws IOException {
    for (Path source : sources) {
      if (!Files.exists(source)) {
        throw new NoSuchFileException(source.toString());
      }
    }
    if (sources.size() == 1 && Files.isDirectory(sources.get(0))) {
      return workspace(sources.get(0), wanted);
    }
    for (Path source : sources) {
      if (!Files.isRegularFile(source) || !ProductFiles.knows(source)) {
        throw unusable(source, "products are imported from files of the kit, or from one folder");
      }
    }
    ProductFiles files = ProductFiles.of(sources);
    Optional<String> name = files.registeredName();
    if (wanted.isPresent() && name.filter(n -> !n.equals(wanted.get().value())).isPresent()) {
      throw noSuchProduct(files.folder(), "product.yaml is of '" + name.get() + "'");
    }
    return List.of(ProductDraft.read(files, wanted));
  }

  private static List<ProductDraft> workspace(Path folder, Optional<ProductName> wanted)
      throws IOException {
    Workspace workspace =
        Workspace.find(folder)
            .orElseThrow(() -> unusable(folder, "no IoTWorkspace.xml is in it or above it"));
    List<ProductDraft> drafts = new ArrayList<>();
    for (WorkspaceProduct product : workspace.products()) {
      Optional<ProductFiles> files = ProductFiles.of(product);
      if (files.isPresent() && isWanted(product, files.get(), wanted)) {
        drafts.add(ProductDraft.read(files.get(), Optional.empty()));
      }
    }
    if (drafts.isEmpty()) {
      throw noSuchProduct(
          workspace.root(),
          "a product is a folder in Source-<arch>/Products with product.yaml or the kit's XML");
    }
    return drafts;
  }

  /** By the name that product.yaml gives it, else by its folder's. */
  private static boolean isWanted(
      WorkspaceProduct product, ProductFiles files, Optional<ProductName> wanted)
      throws IOException {
    return wanted.isEmpty()
        || files.registeredName().orElse(product.name()).equals(wanted.get().value());
  }

  private static UpdateCenterException noSuchProduct(Path where, String why) {
    return UpdateCenterException.error(
            "UC1019", ExitCode.NOT_FOUND, "there is no such product to import")
        .where(where)
        .why(why)
        .fix("check --product, or export the device model with the kit")
        .state("nothing was registered")
        .build();
  }

  private static UpdateCenterException unusable(Path source, String why) {
    return UpdateCenterException.error("UC1012", ExitCode.USAGE, "this cannot be imported")
        .where(source)
        .why(why)
        .fix(
            "name a workspace, or product.yaml, policy.yaml, IoTDeviceModel_*.xml, *Settings.xml"
                + " and SMBIOS.CFG of one product")
        .state("nothing was registered")
        .build();
  }
}
