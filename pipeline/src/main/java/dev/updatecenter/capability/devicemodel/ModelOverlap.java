package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
   * Two models have a device in common iff their Baseboard Products are equal, and one device can
   * have both ids: the fields that only one of the two ids is made of it may have as that one
   * wants.
   */
  private static boolean overlap(DeviceModel a, DeviceModel b) {
    if (!a.target().baseboardProduct().equals(b.target().baseboardProduct())) {
      return false;
    }
    return a.match() == b.match()
        ? a.target().id().equals(b.target().id())
        : JoinedId.of(a).canBeOneDeviceWith(JoinedId.of(b));
  }

  private static Finding finding(DeviceModel candidate, DeviceModel other) {
    String same =
        Stream.concat(
                ComputerHardwareIds.fields(candidate.match()).stream()
                    .filter(ComputerHardwareIds.fields(other.match())::contains),
                Stream.of(SmbiosField.BASEBOARD_PRODUCT))
            .distinct()
            .map(field -> field.wireName() + " '" + candidate.smbios().get(field) + "'")
            .collect(Collectors.joining(", "));
    return Finding.error(
            "UC2205",
            candidate.product().value(),
            "a device can match both "
                + said(candidate)
                + " and "
                + said(other)
                + ": it would have "
                + same)
        .because("Such a device would be offered the packages of two products.")
        .fixedBy(fix(candidate, other));
  }

  private static String said(DeviceModel model) {
    return model.product() + " (HardwareID-" + model.match() + " " + model.target().id() + ")";
  }

  /** A more specific id helps only where it is made of a field that tells the two apart. */
  private static String fix(DeviceModel a, DeviceModel b) {
    Optional<SmbiosField> tells =
        Stream.of(SmbiosField.values())
            .filter(f -> a.smbios().has(f) && b.smbios().has(f))
            .filter(f -> !JoinedId.spelled(f, a).equals(JoinedId.spelled(f, b)))
            .findFirst();
    return tells.isPresent()
        ? "Match both by an id that is made of "
            + tells.get().wireName()
            + ", in which they differ."
        : "Give one of them its own Baseboard Product or product name.";
  }
}
