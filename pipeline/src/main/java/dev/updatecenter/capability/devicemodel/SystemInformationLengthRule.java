package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import java.util.Optional;

/** UC2006: license-requirements.md#smbios-support, type 1 is 1Bh bytes long or more. */
final class SystemInformationLengthRule implements TableRule {
  private static final int LEAST = 0x1B;

  @Override
  public Optional<Finding> check(Optional<SmbiosVersion> version, SmbiosStructures structures) {
    int length = structures.system().map(SmbiosStructure::length).orElse(LEAST);
    return length >= LEAST
        ? Optional.empty()
        : Optional.of(
            Finding.error(
                    "UC2006", "System Information", "type 1 is " + length + " bytes long, not 27")
                .because("SKU number and family stand in bytes 25 and 26 (DSP0134 7.2).")
                .fixedBy("Have the firmware write the whole structure of SMBIOS 2.4."));
  }
}
