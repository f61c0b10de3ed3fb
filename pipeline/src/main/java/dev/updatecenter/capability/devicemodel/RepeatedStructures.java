package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** UC2009: structures that name the device otherwise than the first of their type does. */
final class RepeatedStructures {
  /** Read once a type: the first may be as long as the table, and the later ones many. */
  private final Map<Integer, List<String>> first = new TreeMap<>();

  private final Map<Integer, Integer> others = new TreeMap<>();

  /** Takes what a structure says of the device, and compares it with the first of its type. */
  void see(SmbiosStructure structure) {
    List<String> names =
        Arrays.stream(SmbiosField.values())
            .filter(field -> field.structureType() == structure.type())
            .map(field -> structure.string(field.offset()))
            .toList();
    List<String> before = first.putIfAbsent(structure.type(), names);
    if (before != null && !before.equals(names)) {
      others.merge(structure.type(), 1, Integer::sum);
    }
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    others.forEach((type, number) -> findings.add(finding(type, number)));
    return findings;
  }

  private static Finding finding(int type, int number) {
    // DSP0134 6.2 allows one System Information; 7.3 as many boards as there are.
    Severity weight =
        type == SmbiosField.PRODUCT_NAME.structureType() ? Severity.WARNING : Severity.NOTE;
    return Finding.warning(
            "UC2009",
            "SMBIOS table",
            number
                + " more structures of type "
                + type
                + " name the device otherwise than the first")
        .weighing(weight)
        .because("The first counts, here as in fwupd; another reader may take another one.")
        .fixedBy("Have the firmware write the one that the device is registered by first.");
  }
}
