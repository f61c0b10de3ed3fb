package dev.updatecenter.stage.validation.rules;

import dev.updatecenter.capability.devicemodel.OemLicenceRules;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.ValidationRule;
import java.util.function.Consumer;

/** UC2101: the release's product is registered; UC20xx: its SMBIOS identity could be licensed. */
public final class ModelRegisteredRule implements ValidationRule {
  @Override
  public void check(Examination examination, Consumer<Finding> report) {
    if (!examination.registered()) {
      String product = examination.submission().product().value();
      report.accept(
          Finding.error("UC2101", product, "there is no registered product '" + product + "'")
              .at(examination.submission().manifest().source())
              .because("a release is for a registered device model")
              .fixedBy("run 'ducctl product import' for its workspace, or mend metadata.product"));
    }
    examination.product().ifPresent(p -> OemLicenceRules.check(p.model().smbios()).forEach(report));
  }
}
