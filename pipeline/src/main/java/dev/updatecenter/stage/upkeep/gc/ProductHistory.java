package dev.updatecenter.stage.upkeep.gc;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.PackageVersion;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * Until when devices could use what a product's metadata said, generation by generation.
 *
 * <p>A snapshot may have been live until it expired and no longer: nothing in the store tells which
 * ones were, since a publisher that died leaves some that never were, but devices refuse an expired
 * one. So its expiry bounds whatever it lists, from above and by at most the week that a snapshot
 * is good for. What is live now ends never.
 *
 * @param live names of the files that are live, by role; the number of each
 * @param snapshots when each snapshot expires, by its number
 * @param listed until when some snapshot listed a file, by {@code N.<role>.json}
 * @param releases until when a ring offered a release
 * @param offered until when a ring offered a package, by where its content lies
 * @param documents until when a ring named an offer, by where it lies
 * @param recent content that metadata names which is live, or was within the grace
 */
record ProductHistory(
    Map<RoleName, Long> live,
    SortedMap<Long, Instant> snapshots,
    Map<String, Instant> listed,
    Map<PackageVersion, Instant> releases,
    Map<BlobName, Instant> offered,
    Map<BlobName, Instant> documents,
    Set<BlobName> recent) {}
