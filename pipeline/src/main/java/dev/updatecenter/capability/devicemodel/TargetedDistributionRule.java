package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import java.util.Optional;

/** UC2007: license-requirements.md#smbios-support, type 0 offset 13h bit 2 (DSP0134 7.1.2.2). */
final class TargetedDistributionRule implements TableRule {
  private static final int TARGETED_CONTENT_DISTRIBUTION = 1 << 2;

  @Override
  public Optional<Finding> check(Optional<SmbiosVersion> version, SmbiosStructures structures) {
    int extension = structures.bios().map(s -> s.u8(0x13).orElse(0)).orElse(0);
    return (extension & TARGETED_CONTENT_DISTRIBUTION) != 0
        ? Optional.empty()
        : Optional.of(
            Finding.error(
                    "UC2007", "BIOS Information", "targeted content distribution is not enabled")
                .because("The bit promises that the fields are fit for choosing updates by them.")
                .fixedBy("Have the firmware set bit 2 of byte 13h of type 0."));
  }
}
