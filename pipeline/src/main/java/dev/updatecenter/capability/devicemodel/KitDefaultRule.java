package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import java.util.Optional;
import java.util.regex.Pattern;

/** UC2016: values that the add-on kit's New-IoTProduct and Redo-IoTWorkspace fill in. */
final class KitDefaultRule implements FieldRule {
  static final String BOARD_MAKER = "Fabrikam";

  /** What such a board is called while the product's own name is not known. */
  private static final Pattern SOME_BOARD = Pattern.compile("\\S+_v01", Pattern.CASE_INSENSITIVE);

  @Override
  public Optional<Finding> check(SmbiosField field, String value, MachineInfo info) {
    return !filledIn(field, InvisibleCharacters.trimmed(value), info)
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                    "UC2016",
                    field.kitName(),
                    field.kitName()
                        + " is the add-on kit's own default: "
                        + FieldRule.quoted(value))
                .because("Nobody chose it, so the firmware is likely to say something else.")
                .fixedBy("Write what the firmware's SMBIOS says, or confirm that it says this."));
  }

  private static boolean filledIn(SmbiosField field, String value, MachineInfo info) {
    return switch (field) {
      case BASEBOARD_MANUFACTURER -> value.equalsIgnoreCase(BOARD_MAKER);
      case BASEBOARD_PRODUCT ->
          info.has(SmbiosField.PRODUCT_NAME)
              ? isAfter(info.productName(), "_v01", value)
              : SOME_BOARD.matcher(value).matches();
      case SKU_NUMBER -> isAfter(info.productName(), "01", value);
      case FAMILY -> isAfter(info.manufacturer(), "Family", value);
      case MANUFACTURER, PRODUCT_NAME -> false;
    };
  }

  /** Never where the name is not known: "01" or "Family" alone is nobody's default. */
  private static boolean isAfter(String name, String suffix, String value) {
    String known = InvisibleCharacters.trimmed(name);
    return !known.isEmpty() && value.equalsIgnoreCase(known + suffix);
  }
}
