package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import java.util.Optional;

/** UC2010: license-requirements.md#smbios-support, five fields are present. */
final class RequiredFieldRule {
  private RequiredFieldRule() {}

  /** What is held against the absence of a field. */
  static Optional<Finding> check(SmbiosField absent) {
    return absent.required()
        ? Optional.of(
            Finding.error("UC2010", absent.kitName(), absent.kitName() + " is not set")
                .because("The OEM licence asks for it, and hardware ids that hold it do not exist.")
                .fixedBy("Set it in the firmware's SMBIOS, in the same words everywhere."))
        : Optional.empty();
  }
}
