package dev.updatecenter.app.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check of the audit chains came to.
 *
 * @param intact whether no record was altered, removed or put elsewhere, and all that was copied is
 *     still there
 */
public record AuditJson(
    int schemaVersion, boolean intact, List<Chain> chains, List<FindingJson> findings) {
  /** Copies. */
  public AuditJson {
    chains = List.copyOf(chains);
    findings = List.copyOf(findings);
  }

  /**
   * One product's chain.
   *
   * @param head hash of its newest record, hex; null while there is none
   * @param copied how many copied records it was compared with; null when they could not be read
   * @param lastCopied the highest number among them, 0 where there is none; null likewise
   */
  public record Chain(
      String product,
      long records,
      @Nullable String head,
      @Nullable Long copied,
      @Nullable Long lastCopied) {}
}
