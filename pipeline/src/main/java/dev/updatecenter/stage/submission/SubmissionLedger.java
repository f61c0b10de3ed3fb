package dev.updatecenter.stage.submission;

import dev.updatecenter.kernel.core.ContentDigest;
import java.util.List;

/** Port: remembers what was taken in. */
public interface SubmissionLedger {
  /** Remembers a submission; the same one again replaces the list of its files. */
  void record(UpdateSubmission submission);

  /**
   * The files of a submission, in order, for {@link Intake#reopen}.
   *
   * @return none when it was never recorded
   */
  List<SubmittedFile> files(ContentDigest submission);
}
