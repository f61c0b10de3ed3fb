package dev.updatecenter.stage.upkeep.gc;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobReader;
import dev.updatecenter.capability.blobstore.ListedBlob;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.capability.tuf.Targets;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import dev.updatecenter.stage.upkeep.LiveMetadata;
import dev.updatecenter.stage.upkeep.MetadataName;
import dev.updatecenter.stage.upkeep.PastMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which packages a product's metadata need not name any more: no ring has offered them within the
 * retention, and they were published before that.
 */
final class Withdrawals {
  private static final String PACKAGES = "packages/";

  private final BlobReader store;
  private final Retention retention;
  private final Instant at;

  Withdrawals(BlobReader store, Retention retention, Instant at) {
    this.store = store;
    this.retention = retention;
    this.at = at;
  }

  List<GarbagePlan.Withdrawal> of(
      LiveMetadata live,
      ProductHistory history,
      Map<MetadataName, ListedBlob> files,
      HomeNeeds home) {
    List<GarbagePlan.Withdrawal> all = new ArrayList<>();
    live.roles()
        .forEach(
            (role, targets) -> {
              List<GarbagePlan.Withdrawal> unwanted = unwanted(live, targets, history, home);
              if (!unwanted.isEmpty()) {
                Set<BlobName> old = namedAtHorizon(live, role, files);
                unwanted.stream().filter(each -> old.contains(each.content())).forEach(all::add);
              }
            });
    return all;
  }

  private List<GarbagePlan.Withdrawal> unwanted(
      LiveMetadata live, Targets role, ProductHistory history, HomeNeeds home) {
    List<GarbagePlan.Withdrawal> unwanted = new ArrayList<>();
    role.targets()
        .forEach(
            (path, file) -> {
              if (path.startsWith(PACKAGES) && !home.needs(live.product(), path)) {
                add(unwanted, live, path, file, history);
              }
            });
    return unwanted;
  }

  private void add(
      List<GarbagePlan.Withdrawal> unwanted,
      LiveMetadata live,
      String path,
      TargetFile file,
      ProductHistory history) {
    BlobName content = ReleaseLayout.content(path, file.sha256());
    Optional<Instant> last = Optional.ofNullable(history.offered().get(content));
    boolean over = last.map(until -> until.isBefore(retention.packageHorizon(at))).orElse(true);
    if (over) {
      unwanted.add(
          new GarbagePlan.Withdrawal(live.product(), path, content, file.length(), last));
    }
  }

  /** What the role named when the retention began: nothing else was published before that. */
  private Set<BlobName> namedAtHorizon(
      LiveMetadata live, RoleName role, Map<MetadataName, ListedBlob> files) {
    long current =
        live.snapshot().role(role).map(listed -> listed.version().value()).orElse(0L);
    Optional<MetadataName> then =
        files.entrySet().stream()
            .filter(e -> e.getKey().role().equals(role) && e.getKey().number() <= current)
            .filter(e -> e.getValue().modified().isBefore(retention.packageHorizon(at)))
            .map(Map.Entry::getKey)
            .max(Comparator.comparingLong(MetadataName::number));
    return then.map(name -> contents(live, name)).orElse(Set.of());
  }

  private Set<BlobName> contents(LiveMetadata live, MetadataName name) {
    BlobName blob = ReleaseLayout.metadata(live.product(), name.fileName());
    try {
      byte[] bytes = store.read(blob, RoleName.TARGETS.maxBytes()).orElse(new byte[0]);
      return PastMetadata.read(bytes, blob.value()).contents().keySet().stream()
          .collect(Collectors.toUnmodifiableSet());
    } catch (MalformedDocumentException e) {
      throw GarbagePlanner.unread(blob, ExitCode.UNTRUSTED, String.valueOf(e.getMessage())).build();
    }
  }
}
