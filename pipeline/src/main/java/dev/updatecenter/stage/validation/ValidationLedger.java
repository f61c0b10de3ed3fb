package dev.updatecenter.stage.validation;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.submission.UpdateSubmission;
import java.util.List;
import java.util.Optional;

/** Port: remembers what was judged, and how. */
public interface ValidationLedger {
  /** Remembers the outcome of a run; a later one for the same submission replaces it. */
  void record(SubmissionValidator.Outcome outcome);

  /**
   * The packages that passed, in install order, for {@link ValidatedSubmission#restore}.
   *
   * @return empty when the submission was never judged, or was refused
   */
  Optional<List<ValidatedPackage>> passed(UpdateSubmission submission);

  /** What was found when the submission was judged last, gravest first; none if it never was. */
  List<Finding> findings(UpdateSubmission submission);
}
