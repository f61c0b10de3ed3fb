package dev.updatecenter.chaos;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.ListedBlob;
import dev.updatecenter.capability.tuf.DelegatedRole;
import dev.updatecenter.capability.tuf.InMemoryMetadataStore;
import dev.updatecenter.capability.tuf.MetadataNotFoundException;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.capability.tuf.Targets;
import dev.updatecenter.capability.tuf.TufClient;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks at the store itself, with a memory of all that ever lay there. */
final class Auditor {
  private static final int MOST = 8 << 20;
  private static final int RECENT = 20;
  private static final Pattern CONTENT = Pattern.compile("content/.*/([0-9a-f]{64})\\.[^/]+");
  private static final Pattern METADATA =
      Pattern.compile("products/ContosoKiosk/metadata/([0-9]+\\.[^/]+|timestamp)\\.json");

  private final BlobStore store;
  private final ProductName product;
  private final byte[] root;
  private final Tally tally;
  private final Map<BlobName, ContentDigest> seen = new HashMap<>();
  private final Map<BlobName, Instant> written = new HashMap<>();

  Auditor(BlobStore store, ProductName product, byte[] root, Tally tally) {
    this.store = store;
    this.product = product;
    this.root = root.clone();
    this.tally = tally;
  }

  /**
   * Judges the store as it is.
   *
   * @param promised targets that publishers said are published
   * @param begun targets of every release that a publisher has begun
   */
  void look(int round, List<String> promised, Set<String> begun) throws IOException {
    Set<BlobName> there = list(round);
    Set<BlobName> listed = new HashSet<>();
    try {
      Map<String, TargetFile> world = world();
      world.forEach((path, file) -> check(round, path, file, there, listed));
      for (String target : promised) {
        if (!world.containsKey(target)) {
          tally.fault(Tally.LOST, "round " + round + ": " + target + " is not listed any more");
        }
      }
    } catch (TufVerificationException | MetadataNotFoundException e) {
      tally.fault(Tally.INCONSISTENT, "round " + round + ": " + e);
    }
    judgeOrphans(round, there, listed, begun);
  }

  /** Everything that lies there; each blob's bytes are as they were when it was first seen. */
  private Set<BlobName> list(int round) {
    Set<BlobName> there = new HashSet<>();
    Map<String, BlobName> contents = new HashMap<>();
    try (Stream<ListedBlob> blobs = store.list("")) {
      for (ListedBlob blob : blobs.toList()) {
        there.add(blob.name());
        if (isNews(blob)) {
          judge(round, blob.name());
        }
        Matcher content = CONTENT.matcher(blob.name().value());
        if (content.matches()) {
          BlobName other = contents.put(content.group(1), blob.name());
          if (other != null && !other.value().endsWith(".json")) {
            tally.fault(Tally.DOUBLED, "round " + round + ": " + other + " and " + blob.name());
          }
        }
      }
    }
    for (BlobName before : seen.keySet()) {
      if (!there.contains(before)) {
        tally.fault(Tally.LOST, "round " + round + ": " + before + " is gone");
      }
    }
    return there;
  }

  /** Whether a blob may have other bytes than when it was read, or was never read. */
  private boolean isNews(ListedBlob blob) {
    String name = blob.name().value();
    if (name.endsWith("/timestamp.json") || name.startsWith("hardware/")) {
      return false; // written over as a matter of course
    }
    Instant before = written.put(blob.name(), blob.modified());
    // Stores tell whole seconds: what was written in the last one may have been written again.
    return !blob.modified().equals(before)
        || blob.modified().isAfter(Instant.now().minusSeconds(RECENT));
  }

  private void judge(int round, BlobName name) {
    Optional<byte[]> bytes = store.read(name, MOST);
    ContentDigest now = ContentDigest.of(bytes.orElse(new byte[0]));
    ContentDigest before = seen.putIfAbsent(name, now);
    if (before != null && !before.equals(now)) {
      tally.fault(Tally.REWRITTEN, "round " + round + ": " + name + " has other bytes");
    }
    Matcher content = CONTENT.matcher(name.value());
    if (content.matches() && !now.hex().equals(content.group(1))) {
      tally.fault(Tally.INCONSISTENT, "round " + round + ": " + name + " holds other bytes");
    } else if (!content.matches() && !METADATA.matcher(name.value()).matches()) {
      tally.fault(Tally.RUBBISH, "round " + round + ": " + name);
    }
  }

  /** Every target, as a device that has never been here finds it. */
  private Map<String, TargetFile> world() throws IOException, TufVerificationException {
    TufClient client =
        new TufClient(
            root,
            new InMemoryMetadataStore(),
            (file, most) ->
                store
                    .read(ReleaseLayout.metadata(product, file), most)
                    .orElseThrow(() -> new MetadataNotFoundException(file)),
            Clock.systemUTC());
    client.refresh();
    Map<String, TargetFile> all = new HashMap<>();
    Targets top = client.trusted().targets(RoleName.TARGETS).orElseThrow();
    collect(client, RoleName.TARGETS, top, all);
    return all;
  }

  private static void collect(
      TufClient client, RoleName name, Targets role, Map<String, TargetFile> all)
      throws IOException, TufVerificationException {
    all.putAll(role.targets());
    for (DelegatedRole below : role.delegations().roles()) {
      collect(client, below.name(), client.role(below.name(), name), all);
    }
  }

  private void check(
      int round, String path, TargetFile file, Set<BlobName> there, Set<BlobName> listed) {
    BlobName blob = ReleaseLayout.content(path, file.sha256());
    listed.add(blob);
    if (!there.contains(blob) || !Objects.equals(file.sha256(), seen.get(blob))) {
      tally.fault(Tally.LOST, "round " + round + ": " + blob + " is listed and not there");
    }
  }

  /**
   * Packages that no metadata names are of a release on its way; documents are of earlier states.
   */
  private void judgeOrphans(
      int round, Set<BlobName> there, Set<BlobName> listed, Set<String> begun) {
    int orphans = 0;
    for (BlobName blob : there) {
      if (!blob.value().startsWith("content/packages/") || listed.contains(blob)) {
        continue;
      }
      orphans++;
      String target =
          blob.value().substring("content/".length()).replaceFirst("[0-9a-f]{64}\\.", "");
      if (!begun.contains(target)) {
        tally.fault(Tally.RUBBISH, "round " + round + ": nobody began " + target);
      }
    }
    tally.set(Tally.ORPHANS, orphans);
  }
}
