package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * UC2018: names out of samples and documentation: the companies that Microsoft invented, and the
 * add-on kit's sample products. Contoso is left alone: it is the maker in this project's own
 * sample, whose files must stay as clean as an OEM's own.
 */
final class SampleNameRule implements FieldRule {
  private static final Pattern INVENTED =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])(?:Fabrikam|Litware|Proseware|Tailspin Toys|Wingtip Toys"
              + "|Northwind Traders|Adventure Works|Woodgrove Bank|Fourth Coffee|Trey Research"
              + "|Wide World Importers|Lucerne Publishing|VanArsdel|Relecloud|A\\. Datum)"
              + "|^(?:SampleA|SampleB|SecureSample|RecoverySample|SingleLangSample|MultiLangSample)"
              + "(?:01|_v01)?$",
          Pattern.CASE_INSENSITIVE);

  @Override
  public Optional<Finding> check(SmbiosField field, String value, MachineInfo info) {
    String text = InvisibleCharacters.trimmed(value);
    // As the maker of the board it is the kit's default, which UC2016 says already.
    boolean kitDefault =
        field == SmbiosField.BASEBOARD_MANUFACTURER
            && text.equalsIgnoreCase(KitDefaultRule.BOARD_MAKER);
    return kitDefault || !INVENTED.matcher(text).find()
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                    "UC2018",
                    field.kitName(),
                    field.kitName() + " holds a name out of a sample: " + FieldRule.quoted(value))
                .because("Devices that others made from the same sample would match this model.")
                .fixedBy("Write the device's own name."));
  }
}
