package dev.updatecenter.stage.upkeep.gc;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.ListedBlob;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import dev.updatecenter.stage.upkeep.MetadataName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Everything below {@code products/} and {@code content/}, as the store lists it.
 *
 * @param metadata by product: every metadata file by its name
 * @param packages what has the name of one below {@code content/packages/}; a stranger's file there
 *     is nobody's garbage
 * @param documents all other content: offers and rollouts
 */
record StoreListing(
    SortedMap<ProductName, Map<MetadataName, ListedBlob>> metadata,
    SortedMap<BlobName, ListedBlob> packages,
    List<ListedBlob> documents) {
  private static final Duration SKEW = Duration.ofHours(1);
  private static final String PACKAGES = "content/packages/";
  private static final Comparator<MetadataName> ORDER =
      Comparator.comparing(MetadataName::role).thenComparing(MetadataName::number);

  /**
   * Lists a store.
   *
   * @throws UpdateCenterException UC5131 when something was written after {@code now}: then one of
   *     the two clocks is wrong, and ages mean nothing
   */
  static StoreListing of(BlobStore store, Instant now) {
    SortedMap<ProductName, Map<MetadataName, ListedBlob>> metadata = new TreeMap<>();
    SortedMap<BlobName, ListedBlob> packages = new TreeMap<>();
    List<ListedBlob> documents = new ArrayList<>();
    try (Stream<ListedBlob> blobs = store.list("products/")) {
      blobs
          .peek(blob -> requirePast(blob, now))
          .forEach(
              blob -> {
                Map<MetadataName, ListedBlob> files =
                    metadata.computeIfAbsent(product(blob.name()), p -> new TreeMap<>(ORDER));
                MetadataName.parse(blob.name()).ifPresent(name -> files.put(name, blob));
              });
    }
    try (Stream<ListedBlob> blobs = store.list("content/")) {
      blobs
          .peek(blob -> requirePast(blob, now))
          .forEach(
              blob -> {
                if (ReleaseLayout.isPackage(blob.name())) {
                  packages.put(blob.name(), blob);
                } else if (!blob.name().value().startsWith(PACKAGES)) {
                  documents.add(blob);
                }
              });
    }
    return new StoreListing(metadata, packages, documents);
  }

  /** How many generations there are to read. */
  long snapshots() {
    return metadata.values().stream()
        .flatMap(files -> files.keySet().stream())
        .filter(name -> name.role().equals(RoleName.SNAPSHOT))
        .count();
  }

  /** How much there is in all. */
  GarbagePlan.Amount amount() {
    return GarbagePlan.Amount.of(
        Stream.of(
                metadata.values().stream().flatMap(files -> files.values().stream()),
                packages.values().stream(),
                documents.stream())
            .flatMap(blobs -> blobs)
            .toList());
  }

  /** The products that a store has. */
  static SortedSet<ProductName> products(BlobStore store) {
    try (Stream<ListedBlob> blobs = store.list("products/")) {
      SortedSet<ProductName> products = new TreeSet<>();
      blobs.forEach(blob -> products.add(product(blob.name())));
      return products;
    }
  }

  /** What lies below {@code products/} belongs to a product, or to a layout of another program. */
  private static ProductName product(BlobName name) {
    try {
      return ProductName.of(name.value().split("/", -1)[1]);
    } catch (IllegalArgumentException e) {
      throw GarbagePlanner.unread(name, ExitCode.UNTRUSTED, String.valueOf(e.getMessage())).build();
    }
  }

  private static void requirePast(ListedBlob blob, Instant now) {
    if (blob.modified().isAfter(now.plus(SKEW))) {
      throw UpdateCenterException.error(
              "UC5131", ExitCode.CONFLICT, "the store's clock and this machine's disagree")
          .where(blob.name())
          .why("it was written at " + blob.modified() + ", and here it is " + now)
          .fix("set the clock that is wrong, then run the same command again")
          .state("nothing was deleted")
          .build();
    }
  }
}
