package dev.updatecenter.stage.upkeep.gc;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.ListedBlob;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which packages nobody can want any more, over all products of a store. */
final class PackageGarbage {
  private final Collection<ProductHistory> histories;
  private final HomeNeeds home;
  private final Instant horizon;

  PackageGarbage(
      Collection<ProductHistory> histories, HomeNeeds home, Retention retention, Instant at) {
    this.histories = List.copyOf(histories);
    this.home = home;
    this.horizon = retention.packageHorizon(at);
  }

  List<GarbagePlan.Deletion> deletions(Collection<ListedBlob> packages) {
    return packages.stream()
        .filter(blob -> !isNamed(blob.name()) && isOver(blob))
        .map(
            blob ->
                new GarbagePlan.Deletion(
                    blob, GarbagePlan.Kind.PACKAGE, Optional.empty(), reason(blob)))
        .toList();
  }

  /** What no metadata names any more and that is kept for a while. */
  List<ListedBlob> waiting(Collection<ListedBlob> packages) {
    return packages.stream().filter(blob -> !isNamed(blob.name()) && !isOver(blob)).toList();
  }

  private boolean isNamed(BlobName name) {
    return home.pending().contains(name)
        || histories.stream().anyMatch(history -> history.recent().contains(name));
  }

  /** Both for as long: since it was written or renewed, and since a ring offered it. */
  private boolean isOver(ListedBlob blob) {
    return blob.modified().isBefore(horizon)
        && lastOffered(blob.name()).map(until -> until.isBefore(horizon)).orElse(true);
  }

  private Optional<Instant> lastOffered(BlobName name) {
    return histories.stream()
        .flatMap(history -> Optional.ofNullable(history.offered().get(name)).stream())
        .max(Instant::compareTo);
  }

  private String reason(ListedBlob blob) {
    return "no metadata names it, no ring has offered it within the retention, written "
        + blob.modified();
  }
}
