package dev.updatecenter.stage.validation.rules;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.InspectedPackage;
import dev.updatecenter.stage.validation.ValidationRule;
import java.util.function.Consumer;

/** UC40xx: a package that brings a signature of its own keeps it, so it has to be intact. */
public final class KeptSignatureRule implements ValidationRule {
  @Override
  public void check(Examination examination, Consumer<Finding> report) {
    for (InspectedPackage p : examination.packages()) {
      if (p.isSigned()) {
        p.signature().findings().forEach(f -> report.accept(f.at(p.file().shownAs(), 0, 0)));
      }
    }
  }
}
