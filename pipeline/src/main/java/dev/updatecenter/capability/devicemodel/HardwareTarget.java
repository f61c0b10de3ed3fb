package dev.updatecenter.capability.devicemodel;

import java.util.Map;
import java.util.UUID;

/**
 * Which devices something is for: an entry of an offer's {@code hardware}. A device matches iff its
 * own id of that number is equal and its Baseboard Product is.
 *
 * @param number which computer hardware id is compared, one of {@link
 *     ComputerHardwareIds#TARGETABLE}
 * @param id its value
 * @param baseboardProduct compared without spaces at its ends; never blank
 */
public record HardwareTarget(int number, UUID id, String baseboardProduct) {
  /** Refuses an id that is too wide or whose spelling is not agreed on, and a blank variant. */
  public HardwareTarget {
    if (!ComputerHardwareIds.TARGETABLE.contains(number)) {
      throw new IllegalArgumentException("not an id that devices are targeted by: " + number);
    }
    baseboardProduct = ComputerHardwareIds.trim(baseboardProduct);
    if (baseboardProduct.isEmpty()) {
      throw new IllegalArgumentException("a target names a Baseboard Product");
    }
  }

  /** Whether the device that a table describes is one of them. */
  public boolean matches(SmbiosTable device) {
    return matches(device.hardwareIds(), device.machineInfo().baseboardProduct());
  }

  /** Whether a device of that Baseboard Product is one of them; its ids by number. */
  public boolean matches(Map<Integer, UUID> ids, String deviceBaseboardProduct) {
    return id.equals(ids.get(number))
        && baseboardProduct.equals(ComputerHardwareIds.trim(deviceBaseboardProduct));
  }
}
