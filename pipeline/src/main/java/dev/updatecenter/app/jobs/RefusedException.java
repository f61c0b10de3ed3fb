package dev.updatecenter.app.jobs;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Validation refused a submission or a flight; carries everything that was found. */
public final class RefusedException extends RuntimeException {
  private final List<Finding> findings;
  private final transient @Nullable ContentDigest submission;

  RefusedException(String what, List<Finding> findings) {
    this(what + " is refused", findings, null);
  }

  /** Of a submission that was taken in. */
  static RefusedException of(String what, List<Finding> findings, ContentDigest submission) {
    return new RefusedException(what + " is refused", findings, submission);
  }

  private RefusedException(
      String message, List<Finding> findings, @Nullable ContentDigest submission) {
    super(message);
    this.submission = submission;
    this.findings = List.copyOf(findings);
  }

  /** Everything that was found, gravest first. */
  public List<Finding> findings() {
    return findings;
  }

  /** The submission's digest; empty for a flight, and when the document cannot be read. */
  public Optional<ContentDigest> submission() {
    return Optional.ofNullable(submission);
  }
}
