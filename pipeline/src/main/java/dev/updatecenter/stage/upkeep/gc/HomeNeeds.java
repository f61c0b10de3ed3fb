package dev.updatecenter.stage.upkeep.gc;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.kernel.core.ProductName;
import java.util.Map;
import java.util.Set;

/**
 * What the home that collects knows beyond the store.
 *
 * @param packages by product of this home, the package targets that its records still need: of what
 *     was published lately, and of every release that was flighted. Metadata and documents of these
 *     products alone are deleted: others have no lease here
 * @param pending what signed metadata on its way is, and what it names
 */
public record HomeNeeds(Map<ProductName, Set<String>> packages, Set<BlobName> pending) {
  /** Copies. */
  public HomeNeeds {
    packages = Map.copyOf(packages);
    pending = Set.copyOf(pending);
  }

  boolean owns(ProductName product) {
    return packages.containsKey(product);
  }

  boolean needs(ProductName product, String target) {
    return packages.getOrDefault(product, Set.of()).contains(target);
  }
}
