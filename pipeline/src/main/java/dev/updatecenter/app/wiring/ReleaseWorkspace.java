package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.devicemodel.DeclaredIdentity.Fact;
import dev.updatecenter.capability.devicemodel.Located;
import dev.updatecenter.capability.devicemodel.ProductDocument;
import dev.updatecenter.capability.devicemodel.Workspace;
import dev.updatecenter.capability.devicemodel.WorkspaceProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What lies around a release: the workspace it is in, and there its product.
 *
 * @param folder the release document's folder
 * @param product the product in the workspace; empty outside of one, and when it has no such
 */
public record ReleaseWorkspace(Path folder, Optional<WorkspaceProduct> product) {
  private static final String PRODUCT = "product.yaml";
  private static final String POLICY = "policy.yaml";

  /**
   * Looks around a release document.
   *
   * @param release release.yaml
   * @param name the product that it names
   * @throws UpdateCenterException exit 2 when two products of the workspace have that name
   */
  public static ReleaseWorkspace of(Path release, ProductName name) throws IOException {
    Path folder = Optional.ofNullable(release.toAbsolutePath().getParent()).orElseThrow();
    Optional<Workspace> workspace = Workspace.find(folder);
    List<WorkspaceProduct> found = new ArrayList<>();
    for (WorkspaceProduct each : workspace.map(Workspace::products).orElse(List.of())) {
      if (nameOf(each).equals(name.value())) {
        found.add(each);
      }
    }
    return new ReleaseWorkspace(folder, theOne(found, name));
  }

  /** The name that product.yaml gives, else the folder's. */
  private static String nameOf(WorkspaceProduct product) throws IOException {
    Optional<Path> yaml = product.productYaml();
    if (yaml.isEmpty()) {
      return product.name();
    }
    return ProductDocument.read(Files.readAllBytes(yaml.get()), PRODUCT)
        .declared()
        .fact(Fact.PRODUCT)
        .map(Located::value)
        .orElse(product.name());
  }

  /** One may be left over from another architecture: the one with product.yaml is meant. */
  private static Optional<WorkspaceProduct> theOne(List<WorkspaceProduct> found, ProductName name) {
    List<WorkspaceProduct> written =
        found.stream().filter(p -> p.productYaml().isPresent()).toList();
    List<WorkspaceProduct> candidates = written.isEmpty() ? found : written;
    if (candidates.size() > 1) {
      throw UpdateCenterException.error(
              "UC1011", ExitCode.USAGE, "the workspace has several products '" + name + "'")
          .where(candidates.get(1).arch().wireName() + "/" + candidates.get(1).name())
          .why("a product has one architecture and one product.yaml")
          .fix("give each a name of its own in its product.yaml")
          .state("nothing was changed")
          .build();
    }
    return candidates.stream().findFirst();
  }

  /** Documents that state the device model's identity: what the kit's tools wrote and read. */
  public List<Path> identities() {
    List<Path> files = new ArrayList<>();
    product.ifPresent(
        p -> {
          p.iotDeviceModelXml().ifPresent(files::add);
          p.settingsXml().ifPresent(files::add);
          files.addAll(p.smbiosCfgs());
        });
    return files;
  }

  /** The product's document; outside of a workspace the one beside the release. */
  public Optional<Path> productYaml() {
    return product.isPresent()
        ? product.flatMap(WorkspaceProduct::productYaml)
        : beside(folder, PRODUCT);
  }

  /** The policy beside the product's document. */
  public Optional<Path> policyYaml() {
    return productYaml().map(Path::getParent).flatMap(p -> beside(p, POLICY));
  }

  private static Optional<Path> beside(Path folder, String name) {
    Path file = folder.resolve(name);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(file)
        : Optional.empty();
  }
}
