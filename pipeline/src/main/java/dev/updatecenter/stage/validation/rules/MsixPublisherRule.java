package dev.updatecenter.stage.validation.rules;

import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.validation.AppPublisher;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.InspectedPackage;
import dev.updatecenter.stage.validation.ValidationRule;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Publisher of an app package equals its signer's subject: UC3210 of one that we sign, UC3228 of
 * one that keeps its signature.
 */
public final class MsixPublisherRule implements ValidationRule {
  @Override
  public void check(Examination examination, Consumer<Finding> report) {
    Optional<AppPublisher> ours =
        examination.signing().stream()
            .findFirst()
            .map(leaf -> AppPublisher.ofOurs(leaf.getSubjectX500Principal()));
    for (InspectedPackage p : examination.packages()) {
      if (AppPublisher.has(p.contents().format())) {
        (p.isSigned() ? kept(p) : ours)
            .flatMap(publisher -> publisher.check(p.contents(), p.file().shownAs()))
            .ifPresent(report);
      }
    }
  }

  private static Optional<AppPublisher> kept(InspectedPackage p) {
    try {
      return p.signature().signer().map(SignatureVerdict.Signer::subject).map(AppPublisher::ofKept);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a subject that cannot even be told: the signature's own finding
    }
  }
}
