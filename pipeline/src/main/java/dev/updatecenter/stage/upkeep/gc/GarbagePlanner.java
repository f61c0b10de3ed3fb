package dev.updatecenter.stage.upkeep.gc;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.ListedBlob;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import dev.updatecenter.stage.upkeep.LiveMetadata;
import dev.updatecenter.stage.upkeep.MetadataName;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Decides what can go. Reads every product of the store, also those of other homes: packages are
 * shared. Writes nothing.
 */
public final class GarbagePlanner {
  private final BlobStore store;
  private final TrustedRoots roots;
  private final Retention retention;
  private final Clock clock;
  private final Progress progress;

  /**
   * Plans for a store.
   *
   * @param roots for products whose root this home knows; of others the store's first is believed,
   *     since a wrong one could only keep things
   */
  public GarbagePlanner(
      BlobStore store, TrustedRoots roots, Retention retention, Clock clock, Progress progress) {
    this.store = store;
    this.roots = roots;
    this.retention = retention;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * What can go now.
   *
   * @throws UpdateCenterException UC5130 when a product cannot be read or verified, UC5131 when
   *     clocks disagree, UC5132 when the history is not whole, UC5133 when a product of this home,
   *     or every product of the store, has expired
   */
  public GarbagePlan plan(HomeNeeds home) {
    Instant at = clock.instant();
    // Metadata before the listing: what is published in between is listed, and kept.
    NavigableMap<ProductName, LiveMetadata> live = new TreeMap<>();
    StoreListing.products(store).forEach(product -> live.put(product, live(product)));
    StoreListing listing = StoreListing.of(store, at);
    requireProducts(listing, home);
    NavigableMap<ProductName, ProductHistory> histories = new TreeMap<>();
    try (Progress.Task task =
        progress.begin("Reading what products named", listing.snapshots(), Progress.Unit.ITEMS)) {
      listing
          .metadata()
          .forEach(
              (product, files) -> {
                LiveMetadata now = live.computeIfAbsent(product, this::live);
                histories.put(
                    product,
                    new HistoryReader(store, now, retention, at, task).read(files.keySet()));
              });
    }
    requireFresh(live.values(), home, at);
    return plan(listing, live, histories, home, at);
  }

  private GarbagePlan plan(
      StoreListing listing,
      NavigableMap<ProductName, LiveMetadata> live,
      NavigableMap<ProductName, ProductHistory> histories,
      HomeNeeds home,
      Instant at) {
    Instant horizon = retention.packageHorizon(at);
    List<GarbagePlan.Withdrawal> withdrawals = new ArrayList<>();
    PackageGarbage packages = new PackageGarbage(histories.values(), home, retention, at);
    List<GarbagePlan.Deletion> deletions =
        new ArrayList<>(packages.deletions(listing.packages().values()));
    histories.forEach(
        (product, history) -> {
          if (home.owns(product)) {
            Map<MetadataName, ListedBlob> files =
                listing.metadata().getOrDefault(product, Map.of());
            withdrawals.addAll(
                new Withdrawals(
                        store, Objects.requireNonNull(live.get(product)), history, files, horizon)
                    .of(home));
            ProductGarbage garbage = new ProductGarbage(product, history, home, retention, at);
            deletions.addAll(garbage.documents(listing.documents()));
            deletions.addAll(garbage.metadata(files));
          }
        });
    return new GarbagePlan(
        withdrawals, deletions, packages.waiting(listing.packages().values()), listing.amount());
  }

  private LiveMetadata live(ProductName product) {
    BlobName folder = ReleaseLayout.metadata(product);
    try {
      byte[] root =
          roots
              .of(product)
              .or(() -> store.read(ReleaseLayout.metadata(product, "1.root.json"), 512_000))
              .orElseThrow(
                  () -> unread(folder, ExitCode.UNTRUSTED, "it has no 1.root.json").build());
      return LiveMetadata.load(product, root, store);
    } catch (TufVerificationException e) {
      throw unread(folder, e.exit(), String.valueOf(e.getMessage())).cause(e).build();
    } catch (IOException e) {
      throw unread(folder, ExitCode.UNTRUSTED, "there is no " + e.getMessage()).cause(e).build();
    }
  }

  /** A store without products, or without one that this home has published, is the wrong one. */
  private void requireProducts(StoreListing listing, HomeNeeds home) {
    for (ProductName product : home.releases().keySet()) {
      if (roots.of(product).isPresent() && !listing.metadata().containsKey(product)) {
        throw unread(
                ReleaseLayout.metadata(product),
                ExitCode.UNTRUSTED,
                "this home has published it, and the store has nothing of it")
            .build();
      }
    }
    if (listing.metadata().isEmpty() && !listing.packages().isEmpty()) {
      throw unread(
              new BlobName("products"), ExitCode.UNTRUSTED, "there are packages and no product")
          .build();
    }
  }

  /**
   * Whoever cleans up a product that devices do not believe any more has a wrong clock or worse.
   * The same holds for a store in which nothing is fresh, whosever it is.
   */
  private static void requireFresh(Collection<LiveMetadata> all, HomeNeeds home, Instant at) {
    List<LiveMetadata> expired =
        all.stream().filter(each -> each.timestamp().isExpired(at)).toList();
    for (LiveMetadata live : expired) {
      if (home.owns(live.product()) || expired.size() == all.size()) {
        throw expired(live);
      }
    }
  }

  private static UpdateCenterException expired(LiveMetadata live) {
    return UpdateCenterException.error(
            "UC5133", ExitCode.EXPIRED, "the metadata of " + live.product() + " has expired")
        .where(ReleaseLayout.metadata(live.product(), "timestamp.json"))
        .why(
            "it ended at "
                + live.timestamp().expires()
                + ": either this clock is wrong, or nobody looks after the product")
        .fix("check the clock, run 'ducctl refresh', then run the same command again")
        .state("nothing was deleted")
        .build();
  }

  static UpdateCenterException.Builder unread(BlobName where, ExitCode exit, String why) {
    return UpdateCenterException.error(
            "UC5130", exit, "a product of the store cannot be read, so nobody knows what it needs")
        .where(where)
        .why(why)
        .fix("find out with 'ducctl repo verify', mend it, then run the same command again")
        .state("nothing was deleted");
  }
}
