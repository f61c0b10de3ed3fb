package dev.updatecenter.stage.planning;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.document.CanonicalJson;
import java.util.Map;

/**
 * What an approval binds to, and nothing else: counts of devices and times are left out, for every
 * report would void it. Its digest is SHA-256 of the canonical JSON of {@link #bound}.
 */
public sealed interface BoundPlan permits ReleasePlan, FlightPlan {
  /** Whose. */
  ProductName product();

  /** Of which release. */
  PackageVersion version();

  /** {@code release} or {@code flight}; stands in {@link #bound}, so no digest is both. */
  String word();

  /** Everything bound, as canonical JSON takes it: {@code bound} of schemas/plan.schema.json. */
  Map<String, Object> bound();

  /** What people approve, and commands hold what they find against. */
  default ContentDigest digest() {
    return digestOf(bound());
  }

  /**
   * The digest of what a document says is bound.
   *
   * @throws IllegalArgumentException for what canonical JSON does not have
   */
  static ContentDigest digestOf(Map<String, Object> bound) {
    return ContentDigest.of(CanonicalJson.bytes(bound));
  }
}
