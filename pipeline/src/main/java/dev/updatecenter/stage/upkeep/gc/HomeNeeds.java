package dev.updatecenter.stage.upkeep.gc;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import java.util.Map;
import java.util.Set;

/**
 * What the home that collects knows beyond the store.
 *
 * @param releases by product of this home, the releases that its records still need: what was
 *     published lately, and every one that an offer would be made of again. Metadata and documents
 *     of these products alone are deleted: of others nobody here holds the lease
 * @param pending what signed metadata on its way is, and what it names
 */
public record HomeNeeds(Map<ProductName, Set<PackageVersion>> releases, Set<BlobName> pending) {
  /** Copies. */
  public HomeNeeds {
    releases = Map.copyOf(releases);
    pending = Set.copyOf(pending);
  }

  boolean owns(ProductName product) {
    return releases.containsKey(product);
  }

  boolean needs(ProductName product, PackageVersion release) {
    return releases.getOrDefault(product, Set.of()).contains(release);
  }
}
