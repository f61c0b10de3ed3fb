package dev.updatecenter.app.jobs;

import dev.updatecenter.kernel.core.Finding;
import java.util.List;

/** Validation refused a submission or a flight; carries everything that was found. */
public final class RefusedException extends RuntimeException {
  private final List<Finding> findings;

  RefusedException(String what, List<Finding> findings) {
    super(what + " is refused");
    this.findings = List.copyOf(findings);
  }

  /** Everything that was found, gravest first. */
  public List<Finding> findings() {
    return findings;
  }
}
