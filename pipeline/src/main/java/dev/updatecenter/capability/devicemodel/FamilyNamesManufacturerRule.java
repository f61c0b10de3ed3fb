package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** UC2017: bringup/smbios.md, Family without the manufacturer's name. */
final class FamilyNamesManufacturerRule implements FieldRule {
  private static final int SHORT = 3;

  @Override
  public Optional<Finding> check(SmbiosField field, String value, MachineInfo info) {
    if (field != SmbiosField.FAMILY || !info.has(SmbiosField.MANUFACTURER)) {
      return Optional.empty();
    }
    String manufacturer = info.manufacturer().strip().toLowerCase(Locale.ROOT);
    return !names(value.toLowerCase(Locale.ROOT), manufacturer)
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                    "UC2017",
                    field.kitName(),
                    "Family repeats the manufacturer: " + FieldRule.quoted(value))
                .because("Reports print the two side by side.")
                .fixedBy("Name the line of products alone."));
  }

  /** A short name counts as a word of its own only: the LG in Algebra is no maker. */
  private static boolean names(String family, String manufacturer) {
    return manufacturer.length() > SHORT
        ? family.contains(manufacturer)
        : Pattern.compile(
                "(?<![\\p{L}\\p{N}])" + Pattern.quote(manufacturer) + "(?![\\p{L}\\p{N}])")
            .matcher(family)
            .find();
  }
}
