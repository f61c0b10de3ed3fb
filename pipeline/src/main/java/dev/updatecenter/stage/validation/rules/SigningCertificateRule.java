package dev.updatecenter.stage.validation.rules;

import dev.updatecenter.capability.authenticode.CertificatePolicy;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.ValidationRule;
import java.util.function.Consumer;

/** UC40xx: the certificate that would sign keeps the EV policy, before its key is used. */
public final class SigningCertificateRule implements ValidationRule {
  @Override
  public void check(Examination examination, Consumer<Finding> report) {
    if (examination.signing().isEmpty()) {
      return;
    }
    new CertificatePolicy()
        .check(
            examination.signing(),
            examination.custody(),
            examination.anchors(),
            examination.now(),
            examination.profile())
        .forEach(report);
  }
}
