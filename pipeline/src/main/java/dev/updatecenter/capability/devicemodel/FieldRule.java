package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import java.util.Optional;

/** One rule about the text of one field. Pure; asked about present fields only. */
interface FieldRule {
  /** As long as a message shows a value, in UTF-16 units. */
  int SHOWN = 120;

  /**
   * What the rule holds against a field.
   *
   * @param field the field
   * @param value its text, not blank, spaces kept
   * @param info all six, for rules that compare
   */
  Optional<Finding> check(SmbiosField field, String value, MachineInfo info);

  /** A text in quotes, the begin of one that is too long for a message. */
  static String quoted(String text) {
    return text.length() <= SHOWN
        ? "'" + text + "'"
        : "'" + text.substring(0, text.offsetByCodePoints(0, SHOWN / 2)) + "…'";
  }

  /** Error where the licence restricts the field, else warning. */
  static Severity weight(boolean licensed) {
    return licensed ? Severity.ERROR : Severity.WARNING;
  }
}
