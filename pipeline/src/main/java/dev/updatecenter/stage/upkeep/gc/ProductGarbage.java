package dev.updatecenter.stage.upkeep.gc;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.ListedBlob;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.upkeep.MetadataName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which numbered metadata and which documents of one product are past their time. */
final class ProductGarbage {
  private static final Pattern DOCUMENT =
      Pattern.compile("content/[^/]+/(?:(offers)/)?[0-9a-f]{64}\\.[^/]+\\.json");

  private final ProductName product;
  private final ProductHistory history;
  private final HomeNeeds home;
  private final Instant horizon;

  ProductGarbage(
      ProductName product,
      ProductHistory history,
      HomeNeeds home,
      Retention retention,
      Instant at) {
    this.product = product;
    this.history = history;
    this.home = home;
    this.horizon = retention.metadataHorizon(at);
  }

  /** Offers and rollouts. */
  List<GarbagePlan.Deletion> documents(Collection<ListedBlob> documents) {
    List<GarbagePlan.Deletion> deletions = new ArrayList<>();
    for (ListedBlob blob : documents) {
      Matcher m = DOCUMENT.matcher(blob.name().value());
      if (blob.name().value().startsWith("content/" + product + "/")
          && m.matches()
          && isOld(blob)
          && isOver(blob.name())) {
        GarbagePlan.Kind kind =
            m.group(1) == null ? GarbagePlan.Kind.ROLLOUT : GarbagePlan.Kind.OFFER;
        deletions.add(deletion(blob, kind, "no metadata has named it within the retention"));
      }
    }
    return deletions;
  }

  private boolean isOver(BlobName document) {
    return !history.recent().contains(document)
        && Optional.ofNullable(history.documents().get(document))
            .map(until -> until.isBefore(horizon))
            .orElse(true);
  }

  /**
   * Numbered files below those that are live; snapshots go from the first number on, without a gap,
   * because the gap would hide what was named. A root is never one of them.
   */
  List<GarbagePlan.Deletion> metadata(Map<MetadataName, ListedBlob> files) {
    Set<Long> snapshots = expiredSnapshots(files);
    List<GarbagePlan.Deletion> deletions = new ArrayList<>();
    files.forEach(
        (name, blob) -> {
          boolean snapshot = name.role().equals(RoleName.SNAPSHOT);
          if (isOld(blob) && isBehind(name) && !(snapshot && !snapshots.contains(name.number()))) {
            deletions.add(deletion(blob, GarbagePlan.Kind.METADATA, "its generation is over"));
          }
        });
    return deletions;
  }

  /** All but the last of those whose time is over: it shows that what is missing was older. */
  private Set<Long> expiredSnapshots(Map<MetadataName, ListedBlob> files) {
    List<Long> over = new ArrayList<>();
    for (Map.Entry<Long, Instant> each : history.snapshots().entrySet()) {
      MetadataName name = new MetadataName(product, RoleName.SNAPSHOT, each.getKey());
      ListedBlob blob = files.get(name);
      if (blob == null || !isOld(blob) || !each.getValue().isBefore(horizon)) {
        break;
      }
      over.add(each.getKey());
    }
    return over.isEmpty() ? Set.of() : new HashSet<>(over.subList(0, over.size() - 1));
  }

  private boolean isBehind(MetadataName name) {
    if (name.role().equals(RoleName.ROOT) || name.number() == 0) {
      return false;
    }
    Long live = history.live().get(name.role());
    Instant listed = history.listed().get(name.fileName());
    return (live == null || name.number() < live) && (listed == null || listed.isBefore(horizon));
  }

  private boolean isOld(ListedBlob blob) {
    return blob.modified().isBefore(horizon) && !home.pending().contains(blob.name());
  }

  private GarbagePlan.Deletion deletion(ListedBlob blob, GarbagePlan.Kind kind, String reason) {
    return new GarbagePlan.Deletion(
        blob, kind, Optional.of(product), reason + ", written " + blob.modified());
  }
}
