package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import java.util.Optional;

/** UC2016: values that the add-on kit's New-IoTProduct and Redo-IoTWorkspace fill in. */
final class KitDefaultRule implements FieldRule {
  @Override
  public Optional<Finding> check(SmbiosField field, String value, MachineInfo info) {
    String filledIn =
        switch (field) {
          case BASEBOARD_MANUFACTURER -> "Fabrikam";
          case BASEBOARD_PRODUCT -> after(info.productName(), "_v01");
          case SKU_NUMBER -> after(info.productName(), "01");
          case FAMILY -> after(info.manufacturer(), "Family");
          case MANUFACTURER, PRODUCT_NAME -> "";
        };
    return !value.equals(filledIn)
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                    "UC2016",
                    field.kitName(),
                    field.kitName() + " is the add-on kit's own default: '" + value + "'")
                .because("Nobody chose it, so the firmware is likely to say something else.")
                .fixedBy("Write what the firmware's SMBIOS says, or confirm that it says this."));
  }

  /** Nothing where the name is not known: "01" alone is nobody's default. */
  private static String after(String name, String suffix) {
    return name.isBlank() ? "" : name + suffix;
  }
}
