package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import java.util.Optional;

/** UC2005: license-requirements.md#smbios-support, version 2.4 at least. */
final class SmbiosVersionRule implements TableRule {
  private static final SmbiosVersion LEAST = new SmbiosVersion(2, 4);

  @Override
  public Optional<Finding> check(Optional<SmbiosVersion> version, SmbiosStructures structures) {
    return version
        .filter(v -> v.compareTo(LEAST) < 0)
        .map(
            v ->
                Finding.error("UC2005", "SMBIOS table", "the table follows SMBIOS " + v)
                    .because("The OEM licence asks for 2.4, the first with SKU number and family.")
                    .fixedBy("Update the firmware to write SMBIOS 2.4 or later."));
  }
}
