package dev.updatecenter.stage.validation.rules;

import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.PackageIdentity;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.InspectedPackage;
import dev.updatecenter.stage.validation.PackageKind;
import dev.updatecenter.stage.validation.ValidationRule;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Each package can be installed on the model: UC3212 its architecture, UC3213 no other package with
 * its identity, UC3214 a kind that devices install.
 */
public final class PackageTargetRule implements ValidationRule {
  @Override
  public void check(Examination examination, Consumer<Finding> report) {
    Optional<DeviceModel> model = examination.product().map(RegisteredProduct::model);
    Map<String, String> seen = new HashMap<>();
    for (InspectedPackage p : examination.packages()) {
      String file = p.file().shownAs();
      model.ifPresent(m -> architecture(p, m, report));
      String name = identity(p);
      // Windows ignores the case of package names.
      String other = name.isEmpty() ? null : seen.putIfAbsent(name.toLowerCase(Locale.ROOT), file);
      if (other != null) {
        report.accept(
            Finding.error("UC3213", file, "'" + name + "' is also in " + other)
                .at(file, 0, 0)
                .because("a device takes one package of an identity")
                .fixedBy("leave one of the two out"));
      }
      if (PackageKind.of(p.contents().format()).isEmpty()) {
        report.accept(
            Finding.error(
                    "UC3214",
                    file,
                    "nothing installs a file of format " + p.contents().format().wireName())
                .at(file, 0, 0)
                .because("devices install cbs, msix, driver and ppkg packages, and place files")
                .fixedBy("build it as one of those"));
      }
    }
  }

  /** A device tells provisioning packages apart by their ID, all others by name. */
  private static String identity(InspectedPackage p) {
    PackageIdentity identity = p.contents().identity();
    return p.contents().format() == PackageFormat.PPKG
        ? identity.fields().getOrDefault("id", "")
        : identity.name();
  }

  private static boolean runs(Architecture arch, DeviceModel model, InspectedPackage p) {
    boolean app = PackageKind.of(p.contents().format()).equals(Optional.of(PackageKind.MSIX));
    return arch == model.arch() || (app && AppProcessors.run(arch, model));
  }

  private static void architecture(
      InspectedPackage p, DeviceModel model, Consumer<Finding> report) {
    p.contents()
        .identity()
        .architecture()
        .filter(arch -> !runs(arch, model, p))
        .ifPresent(
            arch ->
                report.accept(
                    Finding.error(
                            "UC3212",
                            p.file().shownAs(),
                            "it is built for " + arch + ", the model is " + model.arch())
                        .at(p.file().shownAs(), 0, 0)
                        .because("no device of this model can run it")
                        .fixedBy("build it for " + model.arch())));
  }
}
