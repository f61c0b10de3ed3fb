package dev.updatecenter.app.jobs;

import dev.updatecenter.capability.devicemodel.DeclaredIdentity;
import dev.updatecenter.capability.devicemodel.DeclaredIdentity.Fact;
import dev.updatecenter.capability.devicemodel.IotDeviceModelXml;
import dev.updatecenter.capability.devicemodel.Located;
import dev.updatecenter.capability.devicemodel.ProductDocument;
import dev.updatecenter.capability.devicemodel.ProductSettingsXml;
import dev.updatecenter.capability.devicemodel.SmbiosCfg;
import dev.updatecenter.capability.devicemodel.SmbiosDump;
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
 * @param dumps SMBIOS tables of devices
 * @param folder where product.yaml goes when it is derived
 * @param workspace the product as it was found in a workspace; empty for single files
 */
record ProductFiles(
    Optional<String> name,
    Optional<Path> productYaml,
    Optional<Path> policyYaml,
    List<Path> kit,
    List<Path> dumps,
    Path folder,
    Optional<WorkspaceProduct> workspace) {
  /** No document is larger; a reader refuses what is. */
  private static final int MOST_BYTES = (1 << 20) + 1;

  private static final String SYSFS_TABLE = "DMI";

  /** Copies. */
  ProductFiles {
    kit = List.copyOf(kit);
    dumps = List.copyOf(dumps);
  }

  /** Those of a product of a workspace; empty where its folder holds none of them. */
  static Optional<ProductFiles> of(WorkspaceProduct product) {
    if (!product.describesAProduct()) {
      return Optional.empty();
    }
    List<Path> kit = new ArrayList<>();
    product.iotDeviceModelXml().ifPresent(kit::add);
    product.settingsXml().ifPresent(kit::add);
    kit.addAll(product.smbiosCfgs());
    Path folder = product.productYaml().map(ProductFiles::folderOf).orElse(product.folder());
    return Optional.of(
        new ProductFiles(
            Optional.of(product.name()),
            product.productYaml(),
            product.policyYaml(),
            kit,
            List.of(),
            folder,
            Optional.of(product)));
  }

  /** Those that were named one by one, told apart by name. */
  static ProductFiles of(List<Path> files) {
    Optional<Path> product = files.stream().filter(f -> ends(f, "product.yaml")).findFirst();
    Optional<Path> policy = files.stream().filter(f -> ends(f, "policy.yaml")).findFirst();
    List<Path> kit = files.stream().filter(f -> ends(f, ".xml") || ends(f, ".cfg")).toList();
    List<Path> dumps = files.stream().filter(f -> !knowsByName(f)).toList();
    // A dump may lie anywhere; documents are written beside documents.
    Path folder =
        folderOf(product.or(() -> kit.stream().findFirst()).orElseGet(() -> files.get(0)));
    return new ProductFiles(
        Optional.empty(),
        product,
        policy.or(() -> policyIn(folder)),
        kit,
        dumps,
        folder,
        Optional.empty());
  }

  /** Whether a file is one of those that products are imported from. */
  static boolean knows(Path file) throws IOException {
    return Files.isRegularFile(file) ? knowsByName(file) || isTable(file) : isTable(file);
  }

  private static boolean knowsByName(Path file) {
    return ends(file, "product.yaml")
        || ends(file, "policy.yaml")
        || ends(file, ".xml")
        || ends(file, ".cfg");
  }

  /** A device's SMBIOS table has no name of its own. */
  private static boolean isTable(Path file) throws IOException {
    boolean readable = Files.isRegularFile(file) || Files.isRegularFile(file.resolve(SYSFS_TABLE));
    return readable && !SmbiosDump.read(file).fields().isEmpty();
  }

  /** What the kit's files, devices and the folders declare. */
  List<DeclaredIdentity> declared() throws IOException {
    List<DeclaredIdentity> declared = new ArrayList<>();
    for (Path file : kit) {
      declared.add(read(file));
    }
    for (Path dump : dumps) {
      declared.add(SmbiosDump.read(dump));
    }
    workspace.map(WorkspaceProduct::declaredByFolder).ifPresent(declared::add);
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
