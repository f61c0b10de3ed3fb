package dev.updatecenter.stage.upkeep.gc;

import dev.updatecenter.stage.publishing.ContentRenewal;
import java.time.Duration;
import java.time.Instant;

/**
 * How long what devices do not see any more is kept.
 *
 * @param metadata numbered metadata, offers and rollouts; at least {@link #LEAST_METADATA}
 * @param packages packages, since a ring named them last; at least {@link #LEAST_PACKAGES}, and a
 *     month less than metadata, whose history tells since when
 */
public record Retention(Duration metadata, Duration packages) {
  /**
   * Offline roles are good for 365 days, and caches keep a numbered file for as long: nobody may
   * get two contents under one name.
   */
  public static final Duration LEAST_METADATA = Duration.ofDays(366);

  /**
   * What a publisher finds in the store and does not renew ({@link ContentRenewal#FROM}) stays for
   * a week more at least, also under the shortest retention.
   */
  public static final Duration LEAST_PACKAGES = Duration.ofDays(30);

  /** How much longer metadata is kept than packages. */
  public static final Duration MARGIN = Duration.ofDays(30);

  /**
   * What is younger is never deleted, whatever names it: publishers of other homes hold no lease
   * here, and what they upload is named only when all of it is there.
   */
  public static final Duration GRACE = Duration.ofDays(7);

  /** Metadata 400 days, packages 90. */
  public static final Retention STANDARD = new Retention(Duration.ofDays(400), Duration.ofDays(90));

  /** Refuses what is too short. */
  public Retention {
    if (metadata.compareTo(LEAST_METADATA) < 0
        || packages.compareTo(LEAST_PACKAGES) < 0
        || metadata.minus(MARGIN).compareTo(packages) < 0) {
      throw new IllegalArgumentException(
          "metadata is kept for at least 366d and 30d longer than packages, packages for at least"
              + " 30d; not "
              + metadata.toDays()
              + "d and "
              + packages.toDays()
              + "d");
    }
  }

  Instant metadataHorizon(Instant now) {
    return now.minus(metadata);
  }

  Instant packageHorizon(Instant now) {
    return now.minus(packages);
  }
}
