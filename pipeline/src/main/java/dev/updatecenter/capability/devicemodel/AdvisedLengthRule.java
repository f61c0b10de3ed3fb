package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** UC2012: bringup/smbios.md advises 32 characters for three of the fields. */
final class AdvisedLengthRule implements FieldRule {
  private static final int MOST = 32;
  private static final Set<SmbiosField> FIELDS =
      EnumSet.of(SmbiosField.MANUFACTURER, SmbiosField.SKU_NUMBER, SmbiosField.BASEBOARD_PRODUCT);

  @Override
  public Optional<Finding> check(SmbiosField field, String value, MachineInfo info) {
    int length = value.codePointCount(0, value.length());
    return !FIELDS.contains(field) || length <= MOST
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                    "UC2012", field.kitName(), field.kitName() + " has " + length + " characters")
                .because("32 are advised; tools and reports cut longer ones.")
                .fixedBy("Shorten it before the first device is sold; afterwards it is too late."));
  }
}
