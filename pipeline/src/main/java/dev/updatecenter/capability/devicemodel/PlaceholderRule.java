package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** UC2015: texts that firmware vendors leave for the OEM to replace. Case and space aside. */
final class PlaceholderRule implements FieldRule {
  private static final Set<String> PREFIXES =
      Set.of("to be filled", "to be set", "o.e.m.", "system product", "unknown product");
  private static final Set<String> TEXTS =
      Set.of(
          "oem",
          "none",
          "system name",
          "system version",
          "system manufacturer",
          "system sku#",
          "default string",
          "undefined",
          "not specified",
          "not applicable",
          "not available",
          "invalid",
          "tbd by oem",
          "all series",
          "n/a",
          "unknown");

  @Override
  public Optional<Finding> check(SmbiosField field, String value, MachineInfo info) {
    String text = InvisibleCharacters.trimmed(value).toLowerCase(Locale.ROOT);
    if (!TEXTS.contains(text) && PREFIXES.stream().noneMatch(text::startsWith) && !isRun(text)) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.error(
                "UC2015",
                field.kitName(),
                field.kitName() + " is a placeholder: " + FieldRule.quoted(value))
            .weighing(FieldRule.weight(field.required()))
            .because("Machines of other makers carry the same text, and would match this model.")
            .fixedBy("Write the device's own value."));
  }

  /** One character again and again, or zeros alone; a single letter or digit may be a real SKU. */
  private static boolean isRun(String text) {
    long characters = text.codePoints().count();
    return text.equals("0")
        || (characters > 1 && text.codePoints().distinct().count() == 1)
        || (characters == 1 && !Character.isLetterOrDigit(text.codePointAt(0)));
  }
}
