package dev.updatecenter.stage.validation.approval;

import dev.updatecenter.kernel.core.ContentDigest;
import java.util.Optional;

/**
 * Port: remembers who handed a submission in, for its files are gone when its flights are decided
 * on. Each call is durable when it returns.
 */
public interface AuthorLedger {
  /** Remembers; the last one counts. */
  void record(ContentDigest submission, Author author);

  /** Who handed it in; empty where nobody remembered. */
  Optional<Author> find(ContentDigest submission);
}
