package dev.updatecenter.app.jobs;

import dev.updatecenter.capability.devicemodel.DeclaredIdentity;
import dev.updatecenter.capability.devicemodel.DeclaredIdentity.Fact;
import dev.updatecenter.capability.devicemodel.IotDeviceModelXml;
import dev.updatecenter.capability.devicemodel.Located;
import dev.updatecenter.capability.devicemodel.ProductDocument;
import dev.updatecenter.capability.devicemodel.ProductSettingsXml;
import dev.updatecenter.capability.devicemodel.SmbiosCfg;
import dev.updatecenter.capability.devicemodel.WorkspaceProduct;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The files that one product is imported from, in order of authority.
 *
 * @param name what it is called where no product.yaml says
 * @param productYaml its document, if it has one
 * @param policyYaml its policy, if it has one
 * @param kit what the add-on kit's tools wrote and read
 * @param folder where product.yaml goes when it is derived
 */
record ProductFiles(
    Optional<String> name,
    Optional<Path> productYaml,
    Optional<Path> policyYaml,
    List<Path> kit,
    Path folder) {
  /** No document is larger; a reader refuses what is. */
  private static final int MOST_BYTES = (1 << 20) + 1;

  /** Copies. */
  ProductFiles {
    kit = List.copyOf(kit);
  }

  /** Those of a product of a workspace; empty where its folder holds none of them. */
  static Optional<ProductFiles> of(WorkspaceProduct product) {
    List<Path> kit = new ArrayList<>();
    product.iotDeviceModelXml().ifPresent(kit::add);
    product.settingsXml().ifPresent(kit::add);
    if (kit.isEmpty() && product.productYaml().isEmpty()) {
      return Optional.empty();
    }
    Path own = product.productYaml().orElseGet(() -> kit.get(0));
    kit.addAll(product.smbiosCfgs());
    Path folder = folderOf(own);
    return Optional.of(
        new ProductFiles(
            Optional.of(product.name()),
            product.productYaml(),
            product.policyYaml().or(() -> policyIn(folder)),
            kit,
            folder));
  }

  /** Those that were named one by one, told apart by name. */
  static ProductFiles of(List<Path> files) {
    Path folder = folderOf(files.get(0));
    Optional<Path> product = files.stream().filter(f -> ends(f, "product.yaml")).findFirst();
    Optional<Path> policy = files.stream().filter(f -> ends(f, "policy.yaml")).findFirst();
    List<Path> kit = files.stream().filter(f -> ends(f, ".xml") || ends(f, ".cfg")).toList();
    return new ProductFiles(
        Optional.empty(), product, policy.or(() -> policyIn(folder)), kit, folder);
  }

  /** Whether a file is one of those that products are imported from. */
  static boolean knows(Path file) {
    return ends(file, "product.yaml")
        || ends(file, "policy.yaml")
        || ends(file, ".xml")
        || ends(file, ".cfg");
  }

  /** What the kit's files declare. */
  List<DeclaredIdentity> declared() throws IOException {
    List<DeclaredIdentity> declared = new ArrayList<>();
    for (Path file : kit) {
      declared.add(read(file));
    }
    return declared;
  }

  /** The name that product.yaml gives; empty without one, or when it gives none. */
  Optional<String> registeredName() throws IOException {
    if (productYaml.isEmpty()) {
      return Optional.empty();
    }
    return ProductDocument.read(bytes(productYaml.get()), "product.yaml")
        .declared()
        .fact(Fact.PRODUCT)
        .map(Located::value);
  }

  /** A document, as many bytes as it may have and one more. */
  static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MOST_BYTES);
    }
  }

  private static DeclaredIdentity read(Path file) throws IOException {
    byte[] content = bytes(file);
    if (ends(file, ".cfg")) {
      return SmbiosCfg.read(content, file.toString());
    }
    return ends(file, "settings.xml")
        ? ProductSettingsXml.read(content, file.toString())
        : IotDeviceModelXml.read(content, file.toString());
  }

  private static boolean ends(Path file, String end) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(end);
  }

  private static Path folderOf(Path file) {
    return Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
  }

  private static Optional<Path> policyIn(Path folder) {
    Path policy = folder.resolve("policy.yaml");
    return Files.isRegularFile(policy) ? Optional.of(policy) : Optional.empty();
  }
}
