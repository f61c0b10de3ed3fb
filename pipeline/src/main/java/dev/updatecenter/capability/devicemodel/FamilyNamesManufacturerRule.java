package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import java.util.Locale;
import java.util.Optional;

/** UC2017: bringup/smbios.md, Family without the manufacturer's name. */
final class FamilyNamesManufacturerRule implements FieldRule {
  @Override
  public Optional<Finding> check(SmbiosField field, String value, MachineInfo info) {
    if (field != SmbiosField.FAMILY || !info.has(SmbiosField.MANUFACTURER)) {
      return Optional.empty();
    }
    String manufacturer = info.manufacturer().strip().toLowerCase(Locale.ROOT);
    return !value.toLowerCase(Locale.ROOT).contains(manufacturer)
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                    "UC2017", field.kitName(), "Family repeats the manufacturer: '" + value + "'")
                .because("Reports print the two side by side.")
                .fixedBy("Name the line of products alone."));
  }
}
