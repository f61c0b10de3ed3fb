package dev.updatecenter.stage.validation.rules;

import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.capability.authenticode.VerificationPolicy;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.submission.InputRole;
import dev.updatecenter.stage.submission.SubmittedFile;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.ValidationRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * The submitter's signature on the OEM custom package: UC4101 it is there, UC40xx intact,
 * timestamped and EV, UC4102 by a registered publisher.
 */
public final class SubmitterSignatureRule implements ValidationRule {
  @Override
  public void check(Examination examination, Consumer<Finding> report) {
    for (SubmittedFile ocp : examination.submission().files(InputRole.OCP)) {
      check(ocp, examination, report);
    }
  }

  private static void check(SubmittedFile ocp, Examination examination, Consumer<Finding> report) {
    SignatureVerdict verdict = verdict(ocp, examination);
    if (verdict.verdict() == SignatureVerdict.Verdict.UNSIGNED) {
      report.accept(
          Finding.error("UC4101", ocp.fileName(), "the OEM custom package is not signed")
              .at(ocp.shownAs(), 0, 0)
              .because("its signature says who submits it")
              .fixedBy("sign it with the EV certificate that is registered for the product"));
      return;
    }
    verdict.findings().forEach(f -> report.accept(f.at(ocp.shownAs(), 0, 0)));
    verdict
        .signer()
        .filter(signer -> !isRegistered(signer.sha256(), examination))
        .ifPresent(
            signer ->
                report.accept(
                    Finding.error(
                            "UC4102",
                            ocp.fileName(),
                            "'" + signer.subject() + "' is not a registered publisher")
                        .at(ocp.shownAs(), 0, 0)
                        .because(
                            "no submitter of the product has the certificate " + signer.sha256())
                        .fixedBy("sign it with a registered certificate, or register this one")));
  }

  private static SignatureVerdict verdict(SubmittedFile ocp, Examination examination) {
    try {
      return examination
          .verifier()
          .verify(
              ocp.copy(), VerificationPolicy.strict(examination.anchors(), examination.profile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isRegistered(ContentDigest certificate, Examination examination) {
    return examination.publishers().contains(certificate);
  }
}
