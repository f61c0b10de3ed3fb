package dev.updatecenter.stage.validation;

import dev.updatecenter.stage.submission.UpdateSubmission;
import java.util.List;
import java.util.Optional;

/**
 * A submission that passed every rule. Made by {@link SubmissionValidator}, and after a restart
 * from this stage's ledger, alone: only this may be signed.
 */
public final class ValidatedSubmission {
  private final UpdateSubmission submission;
  private final List<ValidatedPackage> packages;

  ValidatedSubmission(UpdateSubmission submission, List<ValidatedPackage> packages) {
    this.submission = submission;
    this.packages = List.copyOf(packages);
  }

  /**
   * Rebuilds the result after a restart.
   *
   * @return empty when the ledger does not say that this submission passed
   */
  public static Optional<ValidatedSubmission> restore(
      UpdateSubmission submission, ValidationLedger ledger) {
    return ledger.passed(submission).map(packages -> new ValidatedSubmission(submission, packages));
  }

  /** What was judged. */
  public UpdateSubmission submission() {
    return submission;
  }

  /** The packages to publish, in install order. */
  public List<ValidatedPackage> packages() {
    return packages;
  }

  /** Whether the kernel would load code of it by the release certificate alone. */
  public boolean kernelCode() {
    return packages.stream().anyMatch(ValidatedPackage::kernelCode);
  }
}
