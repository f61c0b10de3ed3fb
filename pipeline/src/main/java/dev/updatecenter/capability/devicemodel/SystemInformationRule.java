package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import java.util.Optional;

/**
 * UC2004: DSP0134 6.2, System Information (type 1) is one of the structures that every table has.
 */
final class SystemInformationRule implements TableRule {
  @Override
  public Optional<Finding> check(Optional<SmbiosVersion> version, SmbiosStructures structures) {
    return structures.system().isPresent()
        ? Optional.empty()
        : Optional.of(
            Finding.error("UC2004", "System Information", "no System Information (type 1) was read")
                .because("Manufacturer, product name, SKU number and family stand in it.")
                .fixedBy("Take the dump again, whole; have the firmware write the structure."));
  }
}
