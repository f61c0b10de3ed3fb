package dev.updatecenter.stage.upkeep.verify;

import dev.updatecenter.kernel.core.ProductName;
import java.time.Instant;
import java.util.List;

/**
 * What was verified of a product.
 *
 * @param roles root, timestamp, snapshot and every role that delegations lead to, as far as they
 *     could be verified
 * @param objects how many files its live metadata consists of and names
 * @param bytes of all of them, as named
 */
public record ProductAudit(ProductName product, List<Role> roles, long objects, long bytes) {
  /** Copies. */
  public ProductAudit {
    roles = List.copyOf(roles);
  }

  /**
   * A role.
   *
   * @param targets how many it lists; 0 for roles that list none
   */
  public record Role(String name, long version, Instant expires, int targets) {}
}
