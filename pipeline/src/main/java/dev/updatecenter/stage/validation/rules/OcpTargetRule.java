package dev.updatecenter.stage.validation.rules;

import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.format.compdb.CompositionDatabase;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.submission.OemCustomPackage;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.ValidationRule;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The OEM custom package was built for the registered model: UC3207 its architecture, UC3208 its
 * BSPProductName, UC3209 a retail build.
 */
public final class OcpTargetRule implements ValidationRule {
  @Override
  public void check(Examination examination, Consumer<Finding> report) {
    Optional<OemCustomPackage> ocp = examination.submission().ocp();
    Optional<CompositionDatabase> database = ocp.flatMap(OemCustomPackage::database);
    if (ocp.isEmpty() || database.isEmpty()) {
      return;
    }
    String file = ocp.get().file().shownAs();
    examination
        .product()
        .map(RegisteredProduct::model)
        .ifPresent(model -> model(model, database.get(), file, report));
    releaseType(database.get(), file, report);
  }

  private static void releaseType(
      CompositionDatabase database, String file, Consumer<Finding> report) {
    if (!database.isRetail()) {
      String release = database.releaseType();
      report.accept(
          Finding.warning("UC3209", file, "ReleaseType is '" + release + "', not Production")
              .at(database.document().position())
              .because("such a package can be flighted to Preview only")
              .fixedBy("build the retail configuration for what goes further"));
    }
  }

  private static void model(
      DeviceModel model, CompositionDatabase database, String file, Consumer<Finding> report) {
    if (database.buildArch() != model.arch()) {
      report.accept(
          Finding.error(
                  "UC3207",
                  file,
                  "BuildArch is " + database.buildArch() + ", the model is " + model.arch())
              .at(database.document().position())
              .because("no device of this model can run it")
              .fixedBy("build the OEM custom package for " + model.arch()));
    }
    String name = database.bspProductName();
    if (!name.isEmpty()
        && !(names(name, model.smbios().manufacturer())
            && names(name, model.smbios().baseboardProduct()))) {
      report.accept(
          Finding.error(
                  "UC3208",
                  file,
                  "BSPProductName '" + name + "' does not name the registered device")
              .at(database.document().position())
              .because(
                  "it has to hold Manufacturer '"
                      + model.smbios().manufacturer()
                      + "' and Baseboard Product '"
                      + model.smbios().baseboardProduct()
                      + "'")
              .fixedBy("build it from the workspace of the registered product"));
    }
  }

  /** Whether a word stands in a text with no letter or digit around it: CK-1 is not in CK-10. */
  private static boolean names(String text, String word) {
    return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])")
        .matcher(text)
        .find();
  }
}
