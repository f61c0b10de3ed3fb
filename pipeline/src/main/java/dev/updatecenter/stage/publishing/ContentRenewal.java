package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.ListedBlob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes content young again that is about to be named and was in the store already. Whoever
 * collects garbage looks at the age and deletes as one ({@link BlobStore#deleteUnchanged}): so of a
 * publisher that finds an old package and a collector that has condemned it, one comes first, and
 * the other sees it.
 */
public final class ContentRenewal {
  /**
   * From this age on. Nothing younger than a month is ever collected, so what is passed over here
   * stays for a week more, which is time enough to name it.
   */
  public static final Duration FROM = Duration.ofDays(23);

  // A listing a package costs less than the listing of all, up to so many.
  private static final int FEW = 16;
  private static final String ALL = "content/packages/";

  private final BlobStore store;
  private final Clock clock;

  /** Renews in a store. */
  public ContentRenewal(BlobStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Renews what is old of these; what is not there any more is left to whoever reads it back.
   *
   * @param names packages that will be named
   */
  public void renew(Collection<BlobName> names) {
    Set<BlobName> wanted = new HashSet<>(names);
    List<ListedBlob> there = new ArrayList<>();
    Instant now = clock.instant();
    List<String> prefixes =
        wanted.size() <= FEW ? wanted.stream().map(BlobName::value).toList() : List.of(ALL);
    for (String prefix : prefixes) {
      try (Stream<ListedBlob> blobs = store.list(prefix)) {
        for (ListedBlob blob : (Iterable<ListedBlob>) blobs::iterator) {
          // The store's clock counts: by one that is slow here, old content would look young.
          now = blob.modified().isAfter(now) ? blob.modified() : now;
          if (wanted.contains(blob.name())) {
            there.add(blob);
          }
        }
      }
    }
    for (ListedBlob blob : there) {
      if (!blob.modified().isAfter(now.minus(FROM))) {
        store.renew(blob.name());
      }
    }
  }
}
