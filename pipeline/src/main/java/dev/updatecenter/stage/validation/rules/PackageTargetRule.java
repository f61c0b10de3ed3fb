package dev.updatecenter.stage.validation.rules;

import dev.updatecenter.capability.devicemodel.RegisteredProduct;
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
    Optional<Architecture> model =
        examination.product().map(RegisteredProduct::model).map(m -> m.arch());
    Map<String, String> seen = new HashMap<>();
    for (InspectedPackage p : examination.packages()) {
      String file = p.file().shownAs();
      model.ifPresent(arch -> architecture(p, arch, report));
      String name = p.contents().identity().name();
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

  /** Windows runs 32-bit apps on 64-bit processors of the same family; nothing else moves. */
  private static boolean runs(Architecture arch, Architecture model, InspectedPackage p) {
    boolean app = PackageKind.of(p.contents().format()).equals(Optional.of(PackageKind.MSIX));
    return arch == model
        || (app && model == Architecture.AMD64 && arch == Architecture.X86)
        || (app && model == Architecture.ARM64 && arch == Architecture.ARM);
  }

  private static void architecture(
      InspectedPackage p, Architecture model, Consumer<Finding> report) {
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
                            "it is built for " + arch + ", the model is " + model)
                        .at(p.file().shownAs(), 0, 0)
                        .because("no device of this model can run it")
                        .fixedBy("build it for " + model)));
  }
}
