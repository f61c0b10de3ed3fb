package dev.updatecenter.app.jobs;

import dev.updatecenter.capability.devicemodel.Workspace;
import dev.updatecenter.capability.devicemodel.WorkspaceProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
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
   * What is there.
   *
   * @param root of the workspace; empty for single files
   * @param drafts of the products
   * @param findings about what was passed over
   */
  record Found(Optional<Path> root, List<ProductDraft> drafts, List<Finding> findings) {
    /** Copies. */
    Found {
      drafts = List.copyOf(drafts);
      findings = List.copyOf(findings);
    }
  }

  /**
   * Reads the products there.
   *
   * @param wanted the only one to take; of single files, what it is called
   * @throws UpdateCenterException exit 2 when the sources cannot be products, exit 5 when the
   *     wanted one is not among them
   */
  Found find(Optional<ProductName> wanted) throws IOException {
    for (Path source : sources) {
      if (!Files.exists(source)) {
        throw new NoSuchFileException(source.toString());
      }
    }
    if (sources.size() == 1 && Files.isDirectory(sources.get(0))) {
      return workspace(sources.get(0), wanted);
    }
    for (Path source : sources) {
      if (!ProductFiles.knows(source)) {
        throw unusable(source, "products are imported from files of the kit, or from one folder");
      }
    }
    ProductFiles files = ProductFiles.of(sources);
    Optional<String> name = files.registeredName();
    if (wanted.isPresent() && name.filter(n -> !n.equals(wanted.get().value())).isPresent()) {
      throw noSuchProduct(files.folder(), "product.yaml is of '" + name.get() + "'");
    }
    return new Found(Optional.empty(), List.of(ProductDraft.read(files, wanted)), List.of());
  }

  private static Found workspace(Path folder, Optional<ProductName> wanted) throws IOException {
    Workspace workspace =
        Workspace.find(folder)
            .orElseThrow(() -> unusable(folder, "no IoTWorkspace.xml is in it or above it"));
    List<Finding> findings = new ArrayList<>(workspace.findings());
    List<ProductDraft> drafts = new ArrayList<>();
    for (WorkspaceProduct product : workspace.products()) {
      Optional<ProductFiles> files = ProductFiles.of(product);
      boolean meant = files.isPresent() && isWanted(product, files.get(), wanted);
      Optional<Path> other = meant ? written(product, workspace) : Optional.empty();
      if (other.isPresent()) {
        findings.add(leftOver(product, other.get()));
      } else if (meant) {
        drafts.add(ProductDraft.read(files.get(), Optional.empty()));
      }
      if (meant || (files.isEmpty() && wanted.isEmpty())) {
        findings.addAll(product.findings());
      }
    }
    if (drafts.isEmpty()) {
      throw noSuchProduct(
          workspace.root(),
          "a product is a folder in Source-<arch>/Products with product.yaml or the kit's XML");
    }
    return new Found(Optional.of(workspace.root()), drafts, findings);
  }

  /** The one product.yaml that was written for a product of that name, if it is another's. */
  private static Optional<Path> written(WorkspaceProduct product, Workspace workspace) {
    List<Path> written =
        workspace.named(product.name()).stream().flatMap(p -> p.productYaml().stream()).toList();
    return product.productYaml().isEmpty() && written.size() == 1
        ? Optional.of(written.get(0))
        : Optional.empty();
  }

  private static Finding leftOver(WorkspaceProduct product, Path written) {
    return Finding.warning(
            "UC2047",
            product.name(),
            "the product '" + product.name() + "' of " + product.arch() + " is passed over")
        .at(product.folder().toString(), 0, 0)
        .because("product.yaml was written for the one that " + written + " describes")
        .fixedBy("Remove what is left over; or write a product.yaml with another name for it.");
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
            "name a workspace, or product.yaml, policy.yaml, IoTDeviceModel_*.xml, *Settings.xml,"
                + " SMBIOS.CFG and SMBIOS dumps of one product")
        .state("nothing was registered")
        .build();
  }
}
