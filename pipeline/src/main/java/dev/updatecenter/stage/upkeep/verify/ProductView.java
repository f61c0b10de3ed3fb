package dev.updatecenter.stage.upkeep.verify;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.capability.tuf.Targets;
import dev.updatecenter.kernel.core.ProductName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of a product's metadata could be verified.
 *
 * @param lines what to tell of each role
 * @param roles those that list targets
 * @param found targets by path as devices find them
 * @param objects metadata files and content, by name
 */
record ProductView(
    ProductName product,
    List<ProductAudit.Role> lines,
    Map<RoleName, Targets> roles,
    Map<String, TargetFile> found,
    Map<BlobName, NamedObject> objects) {
  ProductView {
    lines = List.copyOf(lines);
    roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    found = Map.copyOf(found);
    objects = Map.copyOf(objects);
  }

  /** The same with further files. */
  ProductView with(Map<BlobName, NamedObject> more) {
    Map<BlobName, NamedObject> all = new LinkedHashMap<>(objects);
    all.putAll(more);
    return new ProductView(product, lines, roles, found, all);
  }

  ProductAudit audit() {
    long bytes = objects.values().stream().mapToLong(NamedObject::length).sum();
    return new ProductAudit(product, lines, objects.size(), bytes);
  }
}
