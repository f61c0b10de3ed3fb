package dev.updatecenter.stage.upkeep.gc;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobReader;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.stage.offer.Offer;
import dev.updatecenter.stage.offer.OfferRelease;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import dev.updatecenter.stage.upkeep.LiveMetadata;
import dev.updatecenter.stage.upkeep.MetadataName;
import dev.updatecenter.stage.upkeep.PastMetadata;
import dev.updatecenter.stage.upkeep.Together;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads a product's history out of its numbered files. Where one is missing that says what was
 * named within the retention, it refuses (UC5132).
 */
final class HistoryReader {
  private static final int THREADS = 8;
  private static final int MAX_OFFER = 5_000_000;
  private static final String RING = "ring-";

  private final BlobReader store;
  private final LiveMetadata now;
  private final Retention retention;
  private final Instant at;
  private final Progress.Task task;
  private final Map<String, Instant> listed = new HashMap<>();
  private final SortedMap<Long, Instant> snapshots = new TreeMap<>();

  /**
   * Reads a history.
   *
   * @param task is told of each snapshot that was read
   */
  HistoryReader(
      BlobReader store, LiveMetadata now, Retention retention, Instant at, Progress.Task task) {
    this.store = store;
    this.now = now;
    this.retention = retention;
    this.at = at;
    this.task = task;
  }

  /** Reads what the files of the product say. */
  ProductHistory read(Collection<MetadataName> files) {
    readSnapshots(files);
    Map<RoleName, Long> live = live();
    Map<BlobName, Instant> documents = new HashMap<>();
    Map<PackageVersion, Instant> releases = new HashMap<>();
    Map<BlobName, Instant> offered = new HashMap<>();
    for (String file : listed(RING, retention.metadataHorizon(at))) {
      offers(file, files).forEach(blob -> last(documents, blob, until(file)));
    }
    Instant horizon = retention.packageHorizon(at);
    documents.forEach(
        (blob, until) -> {
          if (!until.isBefore(horizon)) {
            for (OfferRelease release : offer(blob).releases()) {
              last(releases, release.version(), until);
              release
                  .packages()
                  .forEach(
                      p -> last(offered, ReleaseLayout.content(p.target(), p.sha256()), until));
            }
          }
        });
    return new ProductHistory(live, snapshots, listed, releases, offered, documents, recent());
  }

  private Map<RoleName, Long> live() {
    Map<RoleName, Long> live = new HashMap<>();
    live.put(RoleName.SNAPSHOT, now.snapshot().version().value());
    now.snapshot().meta().forEach((role, file) -> live.put(role, file.version().value()));
    return live;
  }

  private void readSnapshots(Collection<MetadataName> files) {
    SortedSet<Long> numbers = new TreeSet<>();
    files.stream()
        .filter(name -> name.role().equals(RoleName.SNAPSHOT))
        .forEach(name -> numbers.add(name.number()));
    long current = now.snapshot().version().value();
    new Together(THREADS)
        .map(numbers, number -> merge(number, snapshot(number), number == current));
    requireUnbroken(numbers, current);
  }

  private PastMetadata snapshot(long number) {
    return metadata(number + "." + RoleName.SNAPSHOT.fileName(), RoleName.SNAPSHOT);
  }

  /** At once: thousands of snapshots that name the same files would not fit in memory. */
  private synchronized Instant merge(long number, PastMetadata snapshot, boolean isLive) {
    try {
      Instant until = isLive ? Instant.MAX : snapshot.expires();
      snapshots.put(number, until);
      snapshot.listed().forEach(file -> last(listed, file, until));
      task.advance(1);
      return until;
    } catch (MalformedDocumentException e) {
      throw incomplete(
          ReleaseLayout.metadata(now.product(), number + "." + RoleName.SNAPSHOT.fileName()),
          String.valueOf(e.getMessage()));
    }
  }

  /** Numbers have no gaps, and begin with the first or before anything that still matters. */
  private void requireUnbroken(SortedSet<Long> numbers, long current) {
    long first = numbers.isEmpty() ? current : numbers.first();
    for (long number = first; number <= current; number++) {
      if (!numbers.contains(number)) {
        throw missing(number + "." + RoleName.SNAPSHOT.fileName());
      }
    }
    Instant until = snapshots.getOrDefault(first, Instant.MAX);
    if (first > 1 && !until.isBefore(retention.packageHorizon(at))) {
      throw missing((first - 1) + "." + RoleName.SNAPSHOT.fileName());
    }
  }

  /** Files of roles whose name begins so, which a snapshot listed at the horizon or later. */
  private List<String> listed(String role, Instant horizon) {
    return listed.keySet().stream()
        .filter(file -> file.substring(file.indexOf('.') + 1).startsWith(role))
        .filter(file -> !until(file).isBefore(horizon))
        .sorted()
        .toList();
  }

  private Instant until(String file) {
    return listed.getOrDefault(file, Instant.MIN);
  }

  /** The offers that a file of a ring's role names; none of one that is gone and too old to ask. */
  private Set<BlobName> offers(String file, Collection<MetadataName> files) {
    boolean there = files.stream().anyMatch(name -> name.fileName().equals(file));
    if (!there && until(file).isBefore(retention.packageHorizon(at))) {
      return Set.of();
    }
    return contents(file).keySet();
  }

  private Map<BlobName, ContentDigest> contents(String file) {
    try {
      return metadata(file, RoleName.TARGETS).contents();
    } catch (MalformedDocumentException e) {
      throw incomplete(ReleaseLayout.metadata(now.product(), file), String.valueOf(e.getMessage()));
    }
  }

  private PastMetadata metadata(String file, RoleName sized) {
    BlobName name = ReleaseLayout.metadata(now.product(), file);
    try {
      return PastMetadata.read(
          store.read(name, sized.maxBytes()).orElseThrow(() -> missing(file)), file);
    } catch (MalformedDocumentException e) {
      throw incomplete(name, String.valueOf(e.getMessage()));
    }
  }

  private Offer offer(BlobName name) {
    byte[] bytes =
        store.read(name, MAX_OFFER).orElseThrow(() -> incomplete(name, "it is not there"));
    // An offer lies under its own digest: another content would name other packages.
    if (!name.value().contains("/" + ContentDigest.of(bytes).hex() + ".")) {
      throw incomplete(name, "its SHA-256 is not the one in its name");
    }
    try {
      return Offer.read(bytes, name.value());
    } catch (MalformedDocumentException e) {
      throw incomplete(name, String.valueOf(e.getMessage()));
    }
  }

  /** What a device may be about to fetch: named by what is live, or was within the grace. */
  private Set<BlobName> recent() {
    Set<BlobName> recent = new HashSet<>();
    now.roles()
        .values()
        .forEach(role -> role.targets().forEach((path, file) -> recent.add(blob(path, file))));
    Set<String> live = new HashSet<>();
    now.snapshot().meta().forEach((role, file) -> live.add(role.fileName(file.version())));
    List<String> others =
        listed("", at.minus(Retention.GRACE)).stream().filter(f -> !live.contains(f)).toList();
    new Together(THREADS).map(others, this::contents).forEach(c -> recent.addAll(c.keySet()));
    return recent;
  }

  private BlobName blob(String path, TargetFile file) {
    try {
      return ReleaseLayout.content(path, file.sha256());
    } catch (IllegalArgumentException e) {
      throw incomplete(
          ReleaseLayout.metadata(now.product()), "it names a target that is none: " + path);
    }
  }

  private static <K> void last(Map<K, Instant> map, K key, Instant until) {
    map.merge(key, until, (a, b) -> a.isAfter(b) ? a : b);
  }

  private UpdateCenterException missing(String file) {
    return incomplete(ReleaseLayout.metadata(now.product(), file), "it is not there");
  }

  private static UpdateCenterException incomplete(BlobName name, String why) {
    return UpdateCenterException.error(
            "UC5132", ExitCode.UNTRUSTED, "the history of what was published cannot be read")
        .where(name)
        .why(why + "; without it nobody knows since when no ring names a package")
        .fix(
            "bring the file back, or wait until nothing of its time matters; see ducctl repo verify")
        .state("nothing was deleted")
        .build();
  }
}
