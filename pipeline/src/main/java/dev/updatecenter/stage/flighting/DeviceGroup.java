package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.PackageVersion;
import java.util.List;

/**
 * Devices of a ring that run the same, as far as is known.
 *
 * @param os the OS version; that of the image where they never reported
 * @param ocp the OEM custom package version, likewise
 * @param devices how many are enrolled; 0 for what factory-fresh devices would run
 */
public record DeviceGroup(PackageVersion os, PackageVersion ocp, int devices) {
  List<PackageVersion> key() {
    return List.of(os, ocp);
  }

  DeviceGroup plus(DeviceGroup same) {
    return new DeviceGroup(os, ocp, Math.addExact(devices, same.devices));
  }

  /** Such as {@code 12 devices}. */
  public String count() {
    return devices == 0 ? "devices to come" : devices == 1 ? "1 device" : devices + " devices";
  }
}
