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
  private final boolean waits;

  RefusedException(String what, List<Finding> findings) {
    this(what + " is refused", findings, null, false);
  }

  /**
   * Of a submission that was taken in.
   *
   * @param waits whether nothing is missing but approvals of waivers
   */
  static RefusedException of(
      String what, List<Finding> findings, ContentDigest submission, boolean waits) {
    String how = waits ? " waits for approvals" : " is refused";
    return new RefusedException(what + how, findings, submission, waits);
  }

  private RefusedException(
      String message, List<Finding> findings, @Nullable ContentDigest submission, boolean waits) {
    super(message);
    this.submission = submission;
    this.waits = waits;
    this.findings = List.copyOf(findings);
  }

  /** Everything that was found, gravest first. */
  public List<Finding> findings() {
    return findings;
  }

  /** Whether nothing is missing but approvals. */
  public boolean waits() {
    return waits;
  }

  /** The submission's digest; empty for a flight, and when the document cannot be read. */
  public Optional<ContentDigest> submission() {
    return Optional.ofNullable(submission);
  }
}
