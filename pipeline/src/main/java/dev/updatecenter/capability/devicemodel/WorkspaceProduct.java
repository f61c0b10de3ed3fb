package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.capability.devicemodel.DeclaredIdentity.Fact;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.SourcePosition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One product of an add-on-kit workspace; every path exists and lies inside the workspace.
 *
 * @param folder {@code Source-<arch>/Products/<name>}
 * @param arch of the {@code Source-<arch>} that it stands in
 * @param iotDeviceModelXml {@code IoTDeviceModel_<name>.xml}
 * @param settingsXml {@code <name>Settings.xml}
 * @param smbiosCfgs each SMBIOS.CFG of its board support package; where it names none, of the only
 *     one that has any
 * @param productYaml beside the two, else at the workspace's root if that one names this product
 * @param policyYaml beside product.yaml
 * @param built the newest OEM custom package of each configuration, retail first
 * @param findings what was looked for and is not there
 */
public record WorkspaceProduct(
    Path folder,
    Architecture arch,
    Optional<Path> iotDeviceModelXml,
    Optional<Path> settingsXml,
    List<Path> smbiosCfgs,
    Optional<Path> productYaml,
    Optional<Path> policyYaml,
    List<BuiltPackage> built,
    List<Finding> findings) {
  /** Copies. */
  public WorkspaceProduct {
    smbiosCfgs = List.copyOf(smbiosCfgs);
    built = List.copyOf(built);
    findings = List.copyOf(findings);
  }

  /** The name of its folder, by which the kit names everything of it. */
  public String name() {
    return String.valueOf(folder.getFileName());
  }

  /** Whether a product could be made of what its folder holds. */
  public boolean describesAProduct() {
    return productYaml.isPresent() || settingsXml.isPresent() || iotDeviceModelXml.isPresent();
  }

  /** The newest package that is shipped. */
  public Optional<BuiltPackage> newestRetail() {
    return built.stream().filter(BuiltPackage::retail).findFirst();
  }

  /** What the places of its folders say: the kit finds a product by nothing else. */
  public DeclaredIdentity declaredByFolder() {
    SourcePosition at = SourcePosition.of(folder.toString());
    return new DeclaredIdentity(
        at.file(),
        Map.of(),
        Map.of(
            Fact.PRODUCT, new Located(name(), at),
            Fact.ARCHITECTURE, new Located(arch.wireName(), at)),
        List.of());
  }
}
