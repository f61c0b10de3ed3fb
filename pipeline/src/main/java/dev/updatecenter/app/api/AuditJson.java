package dev.updatecenter.app.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check of the audit chains came to.
 *
 * @param intact whether no record was altered, removed or put elsewhere
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
   */
  public record Chain(String product, int records, @Nullable String head) {}
}
