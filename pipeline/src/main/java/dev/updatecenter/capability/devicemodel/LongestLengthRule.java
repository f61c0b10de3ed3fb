package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import java.util.Optional;

/** UC2011: license-requirements.md#smbios-support, 64 characters at most. */
final class LongestLengthRule implements FieldRule {
  private static final int MOST = 64;

  @Override
  public Optional<Finding> check(SmbiosField field, String value, MachineInfo info) {
    int length = value.codePointCount(0, value.length());
    return !field.ofSystem() || length <= MOST
        ? Optional.empty()
        : Optional.of(
            Finding.error(
                    "UC2011", field.kitName(), field.kitName() + " has " + length + " characters")
                .because("The OEM licence allows 64.")
                .fixedBy("Shorten it."));
  }
}
