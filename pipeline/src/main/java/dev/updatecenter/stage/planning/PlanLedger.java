package dev.updatecenter.stage.planning;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import java.util.Map;
import java.util.Optional;

/**
 * Port: remembers what the digests bind that people were asked about, and by which plan a
 * submission passed validation. Safe from many threads and processes; each call is durable when it
 * returns.
 */
public interface PlanLedger {
  /** Keeps what a plan binds; the same one again changes nothing. */
  void keep(BoundPlan plan);

  /**
   * What a digest binds.
   *
   * @return empty where it was never kept, or what is kept has another digest
   */
  Optional<Map<String, Object>> find(ContentDigest digest);

  /** Remembers by which plan a submission passed validation; the last one counts. */
  void judged(ContentDigest submission, ContentDigest plan);

  /** Remembers for which plan the signatures of a ring's offer are collected. */
  void signing(ProductName product, RingName ring, ContentDigest plan);

  /** For which plan the signatures of a ring's offer are collected; empty where never any were. */
  Optional<ContentDigest> signing(ProductName product, RingName ring);

  /** By which plan a submission passed validation last; empty where it never did. */
  Optional<ContentDigest> judged(ContentDigest submission);
}
