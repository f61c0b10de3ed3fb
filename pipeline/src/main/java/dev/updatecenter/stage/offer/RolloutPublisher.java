package dev.updatecenter.stage.offer;

import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.Rollout;
import dev.updatecenter.stage.offer.RolloutRevision.Reach;
import dev.updatecenter.stage.publishing.MetadataChange;
import dev.updatecenter.stage.publishing.MetadataPublication;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import dev.updatecenter.stage.publishing.RepositoryRoles;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Moves rings with the rollout's key alone: reads what devices see, changes states and shares in
 * it, and touches no offer. So it needs neither the key of a ring nor the releases, and works where
 * an offer could not be made.
 */
public final class RolloutPublisher {
  private static final String OVERTAKEN = "UC5104";
  private static final int MAX_TRIES = 8;

  private final MetadataPublication metadata;
  private final LiveDocuments live;
  private final Clock clock;

  /** Joins the parts. */
  public RolloutPublisher(MetadataPublication metadata, BlobStore store, Clock clock) {
    this.metadata = metadata;
    this.live = new LiveDocuments(metadata.product(), store);
    this.clock = clock;
  }

  /**
   * Makes devices see what was stopped: halts, then pauses, and nothing that lets one device more
   * begin. Where others publish meanwhile it tries again: whatever they published is to be stopped.
   *
   * @param ledger what was decided
   * @return false when devices see it already, or nothing that could be stopped
   * @throws UpdateCenterException UC5065 when the rollout's key is not at hand
   */
  public boolean stop(Rollout ledger, Lease lease) {
    for (int tries = 1; true; tries++) {
      try {
        return metadata.stop(published -> change(published, ledger, Reach.STOP), lease);
      } catch (UpdateCenterException e) {
        if (!e.code().equals(OVERTAKEN) || tries == MAX_TRIES) {
          throw e;
        }
      }
    }
  }

  /**
   * Makes devices see what was decided of the releases that they are offered: wider shares, pauses,
   * resumes after a pause, halts. What a ring has to sign for stays as it is.
   *
   * @return false when devices see it already
   */
  public boolean follow(Rollout ledger, Lease lease) {
    return metadata.publish(published -> change(published, ledger, Reach.FOLLOW), lease);
  }

  /**
   * What devices are told of a release in a ring; empty when they are told nothing.
   *
   * @throws UpdateCenterException UC5070, exit 5, when nothing is published
   */
  public Optional<RolloutDocument.Release> seen(RingName ring, PackageVersion version) {
    return seen().flatMap(r -> r.find(ring, version));
  }

  /**
   * All that devices are told; empty before the first flight.
   *
   * @throws UpdateCenterException UC5070, exit 5, when nothing is published
   */
  public Optional<RolloutDocument> seen() {
    return live.rollout(metadata.look());
  }

  private MetadataChange change(RepositoryEditor published, Rollout ledger, Reach reach) {
    if (!live.hasRollout(published)) {
      return MetadataChange.of(published);
    }
    Optional<RolloutDocument> said = live.rollout(published);
    RolloutRevision revision = new RolloutRevision(ledger, ring -> live.offer(published, ring));
    SortedMap<RingName, RolloutDocument.Ring> rings =
        said.isPresent()
            ? revision.of(said.get().rings(), reach)
            : revision.rebuilt(offers(published, ledger));
    if (said.filter(s -> s.rings().equals(rings)).isPresent()) {
      return MetadataChange.of(published);
    }
    // By a clock that is behind, a halt must not look older than what it stops.
    Instant before = said.map(RolloutDocument::signedAt).orElse(Instant.EPOCH);
    Instant now = clock.instant();
    return documents(
        published,
        new RolloutDocument(metadata.product(), before.isAfter(now) ? before : now, rings));
  }

  private static MetadataChange documents(RepositoryEditor published, RolloutDocument rollout) {
    ProductName product = rollout.product();
    byte[] bytes = rollout.toJson();
    String target = ReleaseLayout.rolloutTarget(product);
    return new MetadataChange(
        published.withTargets(RepositoryRoles.ROLLOUT, Map.of(target, TargetFile.of(bytes))),
        Map.of(ReleaseLayout.content(target, ContentDigest.of(bytes)), bytes));
  }

  private Map<RingName, ContentDigest> offers(RepositoryEditor published, Rollout ledger) {
    Map<RingName, ContentDigest> offers = new LinkedHashMap<>();
    for (RingName ring : ledger.rings().keySet()) {
      live.offerDigest(published, ring).ifPresent(digest -> offers.put(ring, digest));
    }
    return offers;
  }
}
