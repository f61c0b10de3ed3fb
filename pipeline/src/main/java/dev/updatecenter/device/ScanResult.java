package dev.updatecenter.device;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a scan found; {@code schemas/scan.schema.json}.
 *
 * @param decision {@code install}, {@code nothing}, {@code waiting} or {@code refused}
 * @param product whose device this is; empty where none was found
 * @param ring the ring it is in
 * @param release the release that the decision is about, if any
 * @param packages in install order; empty unless the decision is install
 * @param reasons why, a line each; never empty
 */
public record ScanResult(
    String decision,
    Optional<ProductName> product,
    RingName ring,
    Optional<PackageVersion> release,
    List<ScannedPackage> packages,
    List<String> reasons) {
  /** Copies. */
  public ScanResult {
    packages = List.copyOf(packages);
    reasons = List.copyOf(reasons);
  }

  /** The same, with more reasons after its own. */
  ScanResult because(List<String> more) {
    List<String> all = new ArrayList<>(reasons);
    all.addAll(more);
    return new ScanResult(decision, product, ring, release, packages, all);
  }

  /** The object that {@code device scan} prints. */
  public Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("decision", decision);
    json.put("product", product.map(ProductName::value).orElse(null));
    json.put("ring", ring.value());
    json.put("release", release.map(PackageVersion::toString).orElse(null));
    json.put("packages", packages.stream().map(ScannedPackage::json).toList());
    json.put("reasons", reasons);
    return json;
  }
}
