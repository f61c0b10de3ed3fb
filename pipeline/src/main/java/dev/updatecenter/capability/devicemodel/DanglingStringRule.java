package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** UC2008: a string number names a string of its own structure (DSP0134 6.1.3). */
final class DanglingStringRule implements TableRule {
  @Override
  public Optional<Finding> check(Optional<SmbiosVersion> version, SmbiosStructures structures) {
    List<String> dangling =
        Arrays.stream(SmbiosField.values())
            .filter(f -> structures.holder(f).map(s -> s.dangling(f.offset())).orElse(false))
            .map(SmbiosField::kitName)
            .toList();
    return dangling.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                    "UC2008",
                    "SMBIOS table",
                    "these fields name strings that are not there: " + String.join(", ", dangling))
                .because("They are read as absent.")
                .fixedBy("Have the firmware write 0 for a field that is not set."));
  }
}
