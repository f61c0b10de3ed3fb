package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import java.util.Optional;

/** UC2013: license-requirements.md#smbios-support, no leading or trailing spaces. */
final class OuterSpaceRule implements FieldRule {
  @Override
  public Optional<Finding> check(SmbiosField field, String value, MachineInfo info) {
    return !space(value.codePointAt(0)) && !space(value.codePointBefore(value.length()))
        ? Optional.empty()
        : Optional.of(
            Finding.error(
                    "UC2013",
                    field.kitName(),
                    field.kitName() + " begins or ends with space: " + FieldRule.quoted(value))
                .weighing(FieldRule.weight(field.ofSystem()))
                .because("The OEM licence forbids it; tools differ in what they trim.")
                .fixedBy("Remove the space at both ends."));
  }

  /** Tabs, and spaces that do not break, too. */
  private static boolean space(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
