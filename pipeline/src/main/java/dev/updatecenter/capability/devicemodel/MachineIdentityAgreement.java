package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import java.util.ArrayList;
import java.util.List;

/** UC2204: every file that names the device names it the same. Pure. */
public final class MachineIdentityAgreement {
  private MachineIdentityAgreement() {}

  /**
   * Compares what the files declare; a field that a file leaves out is not compared with it.
   *
   * @param declared in order of authority: a later one is said to differ from an earlier one
   * @return one finding for each field that is not everywhere the same, at the first place that
   *     differs, naming both
   */
  public static List<Finding> check(List<DeclaredIdentity> declared) {
    List<Finding> findings = new ArrayList<>();
    for (SmbiosField field : SmbiosField.values()) {
      List<Located> places = declared.stream().flatMap(d -> d.field(field).stream()).toList();
      places.stream()
          .filter(place -> !same(places.get(0), place))
          .findFirst()
          .ifPresent(differs -> findings.add(finding(field, places.get(0), differs)));
    }
    return findings;
  }

  /** As devices are compared: spaces at the ends aside, case and all else counts. */
  private static boolean same(Located a, Located b) {
    return ComputerHardwareIds.trim(a.value()).equals(ComputerHardwareIds.trim(b.value()));
  }

  private static Finding finding(SmbiosField field, Located first, Located differs) {
    return Finding.error(
            "UC2204",
            field.kitName(),
            field.kitName() + " is " + place(differs) + " but " + place(first))
        .at(differs.position())
        .because(
            "A device built from one of them never matches the model registered from the other.")
        .fixedBy("Write what the firmware shall say into both.");
  }

  private static String place(Located located) {
    return "'"
        + located.value()
        + "' in "
        + located.position().file()
        + ":"
        + located.position().line();
  }
}
