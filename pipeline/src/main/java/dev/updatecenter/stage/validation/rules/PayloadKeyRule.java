package dev.updatecenter.stage.validation.rules;

import dev.updatecenter.capability.devicemodel.Edition;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.inspect.PackageSniffer;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.submission.InputRole;
import dev.updatecenter.stage.submission.SubmittedFile;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.InspectedPackage;
import dev.updatecenter.stage.validation.ValidationRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Each input stands under the key of {@code payload} that says how a device takes it: UC3220
 * another one would be right, UC3215 drivers come inside the OEM custom package on IoT Core.
 */
public final class PayloadKeyRule implements ValidationRule {
  private static final Map<InputRole, String> KEYS =
      Map.of(
          InputRole.OCP, "ocp",
          InputRole.DRIVER, "drivers",
          InputRole.APP, "apps",
          InputRole.PROVISIONING, "provisioning");

  @Override
  public void check(Examination examination, Consumer<Finding> report) {
    for (InspectedPackage p : examination.packages()) {
      key(p.file(), p.contents().format(), report);
    }
    for (SubmittedFile ocp : examination.submission().files(InputRole.OCP)) {
      key(ocp, sniff(ocp), report);
    }
    boolean core =
        examination
            .product()
            .map(RegisteredProduct::model)
            .filter(m -> m.edition() == Edition.IOT_CORE)
            .isPresent();
    if (core) {
      examination
          .submission()
          .files(InputRole.DRIVER)
          .forEach(driver -> report.accept(onIotCore(driver)));
    }
  }

  private static PackageFormat sniff(SubmittedFile file) {
    try {
      return PackageSniffer.sniff(file.copy());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What no key is right for is another rule's business. */
  private static String rightKey(PackageFormat format) {
    return switch (format) {
      case OCP -> "ocp";
      case DRIVER -> "drivers";
      case MSIX, APPX, MSIXBUNDLE -> "apps";
      case PPKG -> "provisioning";
      default -> "";
    };
  }

  private static void key(SubmittedFile file, PackageFormat format, Consumer<Finding> report) {
    String written = KEYS.getOrDefault(file.role(), "");
    String right = rightKey(format);
    boolean bareCbs = format == PackageFormat.CBS && !written.isEmpty();
    if (written.isEmpty() || written.equals(right) || (right.isEmpty() && !bareCbs)) {
      return;
    }
    report.accept(
        Finding.error(
                "UC3220",
                file.shownAs(),
                "a " + format.wireName() + " package stands under '" + written + "'")
            .at(file.shownAs(), 0, 0)
            .because("the key says how a device takes it")
            .fixedBy(
                bareCbs
                    ? "put it into the OEM custom package, and name that under 'ocp'"
                    : "move it to '" + right + "'"));
  }

  private static Finding onIotCore(SubmittedFile driver) {
    return Finding.error(
            "UC3215", driver.shownAs(), "a driver stands beside the OEM custom package")
        .at(driver.shownAs(), 0, 0)
        .because("a device with IoT Core stages CBS packages and installs no INF")
        .fixedBy("build the driver into a package of the OEM custom package");
  }
}
