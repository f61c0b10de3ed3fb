package dev.updatecenter.app.api;

import dev.updatecenter.stage.upkeep.gc.GarbagePlan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code repo gc}.
 *
 * @param carriedOut whether it was done, or would be with {@code --yes}
 * @param withdrawals releases that leave the metadata
 * @param deletions blobs that are deleted
 * @param waiting packages that no metadata names any more and that are kept for a while
 * @param stays all that is left: packages, documents and metadata of all products
 */
public record GarbageJson(
    int schemaVersion,
    boolean carriedOut,
    List<Withdrawal> withdrawals,
    List<Deletion> deletions,
    Amount waiting,
    Amount stays) {
  /** Copies. */
  public GarbageJson {
    withdrawals = List.copyOf(withdrawals);
    deletions = List.copyOf(deletions);
  }

  /** The shape of a plan. */
  public static GarbageJson of(GarbagePlan plan, boolean carriedOut) {
    return new GarbageJson(
        1,
        carriedOut,
        plan.withdrawals().stream().map(Withdrawal::of).toList(),
        plan.deletions().stream().map(Deletion::of).toList(),
        Amount.of(GarbagePlan.Amount.of(plan.waiting())),
        Amount.of(plan.stays()));
  }

  /**
   * A release.
   *
   * @param packages where the content of its packages lies
   * @param bytes of all of them
   * @param lastOffered until when a ring may have offered it; null for never within what is known
   */
  public record Withdrawal(
      String product,
      String release,
      List<String> packages,
      long bytes,
      @Nullable Instant lastOffered,
      String reason) {
    static Withdrawal of(GarbagePlan.Withdrawal each) {
      return new Withdrawal(
          each.product().value(),
          each.release().toString(),
          each.packages().stream().map(name -> name.value()).toList(),
          each.length(),
          each.lastOffered().orElse(null),
          each.reason());
    }
  }

  /**
   * A blob.
   *
   * @param kind package, offer, rollout or metadata
   * @param product whose it is; null for packages, which products share
   * @param written when it was written or renewed last
   */
  public record Deletion(
      String name,
      String kind,
      @Nullable String product,
      long bytes,
      Instant written,
      String reason) {
    static Deletion of(GarbagePlan.Deletion each) {
      return new Deletion(
          each.blob().name().value(),
          each.kind().wireName(),
          each.product().map(p -> p.value()).orElse(null),
          each.blob().length(),
          each.blob().modified(),
          each.reason());
    }
  }

  /** How many, how large. */
  public record Amount(long count, long bytes) {
    static Amount of(GarbagePlan.Amount amount) {
      return new Amount(amount.files(), amount.bytes());
    }
  }
}
