package dev.updatecenter.stage.validation.rules;

import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.format.PackageIdentity;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.InspectedPackage;
import dev.updatecenter.stage.validation.ValidationRule;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** UC3212: a driver for several processors has devices for the model's. */
public final class DriverTargetRule implements ValidationRule {
  @Override
  public void check(Examination examination, Consumer<Finding> report) {
    Optional<Architecture> model =
        examination.product().map(RegisteredProduct::model).map(m -> m.arch());
    if (model.isPresent()) {
      examination.packages().forEach(p -> check(p, model.get(), report));
    }
  }

  private static void check(InspectedPackage p, Architecture model, Consumer<Finding> report) {
    Set<String> installs = installs(p.contents().identity());
    if (installs.size() < 2 || installs.contains(model.wireName())) {
      return; // of one alone the package's own architecture is asked
    }
    report.accept(
        Finding.error(
                "UC3212",
                p.file().shownAs(),
                "it installs on " + String.join(", ", installs) + ", the model is " + model)
            .at(p.file().shownAs(), 0, 0)
            .because("no device of this model finds a driver in it")
            .fixedBy("list the model's devices for " + model + " in the INF"));
  }

  /** The processors that an INF has devices for, in order. */
  private static Set<String> installs(PackageIdentity identity) {
    Set<String> names = new TreeSet<>();
    for (String field : identity.fields().keySet()) {
      if (field.startsWith(PackageIdentity.HARDWARE_IDS)) {
        names.add(field.substring(PackageIdentity.HARDWARE_IDS.length()));
      }
    }
    return names;
  }
}
