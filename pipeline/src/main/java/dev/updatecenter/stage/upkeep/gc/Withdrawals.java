package dev.updatecenter.stage.upkeep.gc;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobReader;
import dev.updatecenter.capability.blobstore.ListedBlob;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.Targets;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import dev.updatecenter.stage.publishing.ReleaseRole;
import dev.updatecenter.stage.upkeep.LiveMetadata;
import dev.updatecenter.stage.upkeep.MetadataName;
import dev.updatecenter.stage.upkeep.PastMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which releases a product's metadata need not name any more: no ring has offered them within the
 * retention, and they were published before it began.
 */
final class Withdrawals {
  private final BlobReader store;
  private final LiveMetadata live;
  private final ProductHistory history;
  private final Map<MetadataName, ListedBlob> files;
  private final Instant horizon;

  Withdrawals(
      BlobReader store,
      LiveMetadata live,
      ProductHistory history,
      Map<MetadataName, ListedBlob> files,
      Instant horizon) {
    this.store = store;
    this.live = live;
    this.history = history;
    this.files = files;
    this.horizon = horizon;
  }

  List<GarbagePlan.Withdrawal> of(HomeNeeds home) {
    Map<PackageVersion, Map<RoleName, Targets>> releases = releases();
    Set<BlobName> kept = new HashSet<>();
    Map<PackageVersion, Map<RoleName, Targets>> unwanted = new TreeMap<>();
    releases.forEach(
        (version, roles) -> {
          boolean needed = home.needs(live.product(), version) || isRecent(version);
          if (needed || !roles.keySet().stream().allMatch(this::isOld)) {
            kept.addAll(contents(roles));
          } else {
            unwanted.put(version, roles);
          }
        });
    List<GarbagePlan.Withdrawal> withdrawals = new ArrayList<>();
    unwanted.forEach(
        (version, roles) -> {
          // A ring that offers a package under another release still finds it there, or here only.
          boolean free = contents(roles).stream().allMatch(c -> kept.contains(c) || !isOffered(c));
          if (free) {
            withdrawals.add(withdrawal(version, roles));
          }
        });
    return withdrawals;
  }

  private Map<PackageVersion, Map<RoleName, Targets>> releases() {
    Map<PackageVersion, Map<RoleName, Targets>> releases = new TreeMap<>();
    live.roles()
        .forEach(
            (name, targets) ->
                ReleaseRole.of(name)
                    .ifPresent(
                        role ->
                            releases
                                .computeIfAbsent(role.version(), v -> new TreeMap<>())
                                .put(name, targets)));
    return releases;
  }

  private boolean isRecent(PackageVersion version) {
    return isRecent(Optional.ofNullable(history.releases().get(version)));
  }

  private boolean isOffered(BlobName content) {
    return isRecent(Optional.ofNullable(history.offered().get(content)));
  }

  private boolean isRecent(Optional<Instant> until) {
    return until.filter(at -> !at.isBefore(horizon)).isPresent();
  }

  /** Whether the role named all that it names now when the retention began. */
  private boolean isOld(RoleName role) {
    long current = history.live().getOrDefault(role, 0L);
    Optional<MetadataName> then =
        files.entrySet().stream()
            .filter(e -> e.getKey().role().equals(role) && e.getKey().number() <= current)
            .filter(e -> e.getValue().modified().isBefore(horizon))
            .map(Map.Entry::getKey)
            .max(Comparator.comparingLong(MetadataName::number));
    Targets targets = live.roles().get(role);
    return then.isPresent()
        && targets != null
        && contents(then.get()).containsAll(contents(Map.of(role, targets)));
  }

  private Set<BlobName> contents(MetadataName name) {
    BlobName blob = ReleaseLayout.metadata(live.product(), name.fileName());
    try {
      byte[] bytes = store.read(blob, RoleName.TARGETS.maxBytes()).orElse(new byte[0]);
      return PastMetadata.read(bytes, blob.value()).contents().keySet();
    } catch (MalformedDocumentException e) {
      throw GarbagePlanner.unread(blob, ExitCode.UNTRUSTED, String.valueOf(e.getMessage())).build();
    }
  }

  private static Set<BlobName> contents(Map<RoleName, Targets> roles) {
    Set<BlobName> contents = new HashSet<>();
    roles
        .values()
        .forEach(
            role ->
                role.targets()
                    .forEach(
                        (path, file) -> contents.add(ReleaseLayout.content(path, file.sha256()))));
    return contents;
  }

  private GarbagePlan.Withdrawal withdrawal(PackageVersion version, Map<RoleName, Targets> roles) {
    long length =
        roles.values().stream()
            .flatMap(role -> role.targets().values().stream())
            .mapToLong(file -> file.length())
            .sum();
    return new GarbagePlan.Withdrawal(
        live.product(),
        version,
        contents(roles).stream().sorted().toList(),
        length,
        Optional.ofNullable(history.releases().get(version)));
  }
}
