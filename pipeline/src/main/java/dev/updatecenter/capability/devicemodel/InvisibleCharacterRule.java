package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** UC2014: license-requirements.md#smbios-support, no invisible or invalid characters. */
final class InvisibleCharacterRule implements FieldRule {
  @Override
  public Optional<Finding> check(SmbiosField field, String value, MachineInfo info) {
    OptionalInt bad = value.codePoints().filter(InvisibleCharacters::has).findFirst();
    if (bad.isEmpty()) {
      return Optional.empty();
    }
    String what =
        bad.getAsInt() == 0xFFFD
            ? " holds bytes that are not UTF-8"
            : String.format(Locale.ROOT, " holds the character U+%04X", bad.getAsInt());
    return Optional.of(
        Finding.error("UC2014", field.kitName(), field.kitName() + what)
            .weighing(FieldRule.weight(field.ofSystem()))
            .because("It cannot be seen or typed, and tools spell it differently in the ids.")
            .fixedBy("Use printable characters, of ASCII at best."));
  }
}
