package dev.updatecenter.stage.signing;

import dev.updatecenter.kernel.core.ContentDigest;
import java.util.Optional;

/** Port: which submissions are signed to the last file. Safe from many threads. */
public interface SignedSubmissions {
  /** How a submission was signed; empty as long as anything of it is not. */
  Optional<SignedSubmission> find(ContentDigest submission);

  /** Remembers one; a second record of a submission replaces the first. */
  void remember(SignedSubmission signed);
}
