package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Architecture;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One product of an add-on-kit workspace; every path exists and lies inside the workspace.
 *
 * @param name the name of its folder
 * @param arch of the {@code Source-<arch>} that it stands in
 * @param iotDeviceModelXml {@code IoTDeviceModel_<name>.xml}
 * @param settingsXml {@code <name>Settings.xml}
 * @param smbiosCfgs each SMBIOS.CFG of its board support package; of all where it names none
 * @param productYaml beside the two, else at the workspace's root if that one names this product
 * @param policyYaml beside product.yaml
 * @param newestOcp the built OEM custom package of the highest version
 */
public record WorkspaceProduct(
    String name,
    Architecture arch,
    Optional<Path> iotDeviceModelXml,
    Optional<Path> settingsXml,
    List<Path> smbiosCfgs,
    Optional<Path> productYaml,
    Optional<Path> policyYaml,
    Optional<Path> newestOcp) {
  /** Copies. */
  public WorkspaceProduct {
    smbiosCfgs = List.copyOf(smbiosCfgs);
  }
}
