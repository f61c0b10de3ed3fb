package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.capability.devicemodel.DeclaredIdentity.Fact;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what belongs to one product of a workspace, by the names that the add-on kit gives. */
final class WorkspaceProductFinder {
  private final WorkspaceFiles files;
  private final Path source;
  private final Architecture arch;
  private final Path folder;
  private final String name;
  private final List<Finding> findings = new ArrayList<>();

  WorkspaceProductFinder(WorkspaceFiles files, Path source, Architecture arch, Path folder) {
    this.files = files;
    this.source = source;
    this.arch = arch;
    this.folder = folder;
    this.name = String.valueOf(folder.getFileName());
  }

  WorkspaceProduct find() throws IOException {
    Optional<Path> settings = files.file(folder, name + "Settings.xml");
    Optional<Path> model = files.file(folder, "IoTDeviceModel_" + name + ".xml");
    Optional<Path> product = productYaml();
    if (settings.isEmpty() && model.isEmpty() && product.isEmpty()) {
      findings.add(noProduct());
      return found(settings, model, product, List.of(), List.of());
    }
    missing(model, "IoTDeviceModel_" + name + ".xml", "the kit's Export-IoTDeviceModel writes it");
    missing(settings, name + "Settings.xml", "the kit keeps it for each product that it builds");
    List<Path> cfgs = new BoardIdentities(files, source, name).find(settings, findings);
    BuildOutput output = new BuildOutput(files, arch, name);
    List<BuiltPackage> built = output.newest();
    findings.addAll(output.findings());
    return found(settings, model, product, cfgs, built);
  }

  private WorkspaceProduct found(
      Optional<Path> settings,
      Optional<Path> model,
      Optional<Path> product,
      List<Path> cfgs,
      List<BuiltPackage> built)
      throws IOException {
    Path parent = product.map(Path::getParent).orElse(folder);
    return new WorkspaceProduct(
        folder,
        arch,
        model,
        settings,
        cfgs,
        product,
        parent == null ? Optional.empty() : files.file(parent, "policy.yaml"),
        built,
        findings);
  }

  private Optional<Path> productYaml() throws IOException {
    Optional<Path> beside = files.file(folder, "product.yaml");
    Optional<Path> top = files.file(files.root(), "product.yaml");
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

  private void missing(Optional<Path> file, String fileName, String why) {
    if (file.isEmpty() && Files.isSymbolicLink(folder.resolve(fileName))) {
      findings.add(link(folder.resolve(fileName)));
    } else if (file.isEmpty()) {
      findings.add(
          Finding.note("UC2040", fileName, "there is no " + fileName)
              .at(folder.resolve(fileName).toString(), 0, 0)
              .because(why + "; what it would say is taken from the other files")
              .fixedBy("Export or restore it, if the product is still built with the kit."));
    }
  }

  private static Finding link(Path path) {
    String fileName = String.valueOf(path.getFileName());
    return Finding.warning("UC2040", fileName, fileName + " is a link, and was passed over")
        .at(path.toString(), 0, 0)
        .because("a workspace is what its own files say; a link may lead out of it")
        .fixedBy("Put the file itself there.");
  }

  private Finding noProduct() {
    return Finding.note("UC2043", name, "this folder of Products holds no product")
        .at(folder.toString(), 0, 0)
        .because("it has neither product.yaml nor " + name + "Settings.xml nor IoTDeviceModel")
        .fixedBy("Remove it, or export the product's device model with the kit.");
  }
}
