package dev.updatecenter.stage.submission;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.SourcePosition;
import java.util.List;
import java.util.Optional;

/**
 * What a release carries ({@code payload} of release.yaml); paths as written there.
 *
 * @param ocp the OEM custom package
 * @param os the OS version that devices are moved to
 * @param drivers driver folders or cabinets
 * @param apps app packages
 * @param provisioning provisioning packages
 * @param files plain files with their place on the device
 */
public record Payload(
    Optional<Input> ocp,
    Optional<OsTarget> os,
    List<Input> drivers,
    List<Input> apps,
    List<Input> provisioning,
    List<PlacedFile> files) {
  /** Copies. */
  public Payload {
    drivers = List.copyOf(drivers);
    apps = List.copyOf(apps);
    provisioning = List.copyOf(provisioning);
    files = List.copyOf(files);
  }

  /**
   * Whether a submitter's signature covers all of it: the OEM custom package and nothing beside.
   */
  public boolean isOcpAlone() {
    return ocp.isPresent()
        && drivers.isEmpty()
        && apps.isEmpty()
        && provisioning.isEmpty()
        && files.isEmpty();
  }

  /**
   * A path in release.yaml.
   *
   * @param path relative to the document's folder; a driver's may be a folder
   * @param position where it is written
   */
  public record Input(String path, SourcePosition position) {}

  /**
   * The OS version that a release moves devices to.
   *
   * @param version the version to reach
   * @param windowsUpdate whether Windows Update brings it, instead of packages of the release
   */
  public record OsTarget(PackageVersion version, boolean windowsUpdate) {}

  /**
   * A plain file.
   *
   * @param source its path
   * @param destination where it goes on the device, a Windows path
   */
  public record PlacedFile(Input source, String destination) {}
}
