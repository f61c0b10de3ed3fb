package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** UC2205: one device must never match two products. Pure. */
public final class ModelOverlap {
  private ModelOverlap() {}

  /**
   * One finding for each other product that some device would match together with the candidate.
   */
  public static List<Finding> check(DeviceModel candidate, Collection<DeviceModel> registered) {
    return registered.stream()
        .filter(other -> !other.product().equals(candidate.product()))
        .filter(other -> overlap(candidate, other))
        .sorted((a, b) -> a.product().compareTo(b.product()))
        .map(other -> finding(candidate, other))
        .toList();
  }

  /**
   * Two models have a device in common iff the fields that both are matched by are spelled the same
   * in ids: the other fields such a device may have as either wants.
   */
  private static boolean overlap(DeviceModel a, DeviceModel b) {
    if (!a.target().baseboardProduct().equals(b.target().baseboardProduct())) {
      return false;
    }
    Set<SmbiosField> shared = new HashSet<>(ComputerHardwareIds.fields(a.match()));
    shared.retainAll(ComputerHardwareIds.fields(b.match()));
    return shared.stream().allMatch(f -> spelled(f, a).equals(spelled(f, b)));
  }

  private static String spelled(SmbiosField field, DeviceModel model) {
    return HardwareIdPart.valueOf(field.name()).of(SmbiosFields.of(model.smbios())).orElse("");
  }

  private static Finding finding(DeviceModel candidate, DeviceModel other) {
    return Finding.error(
            "UC2205",
            candidate.product().value(),
            "a device can match both "
                + candidate.product()
                + " (HardwareID-"
                + candidate.match()
                + ") and "
                + other.product()
                + " (HardwareID-"
                + other.match()
                + ")")
        .because("Such a device would be offered the packages of two products.")
        .fixedBy("Give one of them its own SMBIOS values, or match by a more specific id.");
  }
}
