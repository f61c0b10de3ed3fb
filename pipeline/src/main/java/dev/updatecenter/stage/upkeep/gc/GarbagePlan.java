package dev.updatecenter.stage.upkeep.gc;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.ListedBlob;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a collection would do now.
 *
 * @param withdrawals releases that leave the metadata; their content follows in a later run
 * @param deletions what nobody can want any more, in the order in which it is deleted
 * @param waiting packages that no metadata names any more, and that are kept for a while still
 * @param listed everything there was before: packages, documents and metadata of all products
 */
public record GarbagePlan(
    List<Withdrawal> withdrawals,
    List<Deletion> deletions,
    List<ListedBlob> waiting,
    Amount listed) {
  /** Copies. */
  public GarbagePlan {
    withdrawals = List.copyOf(withdrawals);
    deletions = List.copyOf(deletions);
    waiting = List.copyOf(waiting);
  }

  /** What stays in the store after the deletions. */
  public Amount stays() {
    Amount gone = Amount.of(deletions.stream().map(Deletion::blob).toList());
    return new Amount(listed.files() - gone.files(), listed.bytes() - gone.bytes());
  }

  /** How many files, and how large they are together. */
  public record Amount(long files, long bytes) {
    /** The amount of some blobs. */
    public static Amount of(Collection<ListedBlob> blobs) {
      return new Amount(blobs.size(), blobs.stream().mapToLong(ListedBlob::length).sum());
    }
  }

  /** What is deleted. */
  public enum Kind {
    /** A package. */
    PACKAGE("package"),
    /** What a ring offered. */
    OFFER("offer"),
    /** The state of all rings. */
    ROLLOUT("rollout"),
    /** A numbered metadata file. */
    METADATA("metadata");

    private final String wireName;

    Kind(String wireName) {
      this.wireName = wireName;
    }

    /** Its name in JSON. */
    public String wireName() {
      return wireName;
    }
  }

  /**
   * A release that leaves the metadata of a product.
   *
   * @param packages where the content of its packages lies
   * @param length bytes of all of them
   * @param lastOffered until when a ring of the product may have offered it; empty for never within
   *     what is known
   */
  public record Withdrawal(
      ProductName product,
      PackageVersion release,
      List<BlobName> packages,
      long length,
      Optional<Instant> lastOffered) {
    /** Copies. */
    public Withdrawal {
      packages = List.copyOf(packages);
    }

    /** Why, in words. */
    public String reason() {
      return lastOffered
          .map(at -> "no ring has offered it since " + at)
          .orElse("no ring has offered it within the retention");
    }
  }

  /**
   * A blob that is deleted.
   *
   * @param blob as it was listed
   * @param product whose it is; empty for packages, which products share
   * @param reason why, in words
   */
  public record Deletion(
      ListedBlob blob, Kind kind, Optional<ProductName> product, String reason) {}
}
