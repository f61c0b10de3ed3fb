package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.VersionedBlob;
import dev.updatecenter.capability.tuf.InMemoryMetadataStore;
import dev.updatecenter.capability.tuf.MetaFile;
import dev.updatecenter.capability.tuf.MetadataFetcher;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TrustedMetadataSet;
import dev.updatecenter.capability.tuf.TufClient;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.ContentDigest;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Judges what a killed run had signed, as a device would that gets it now: the world may have
 * changed since, or the keys, and time has passed.
 */
record LeftOver(PublishedMetadata published, TrustedRoot trusted, PublisherClock clock) {
  /** What is to be done with it. */
  enum Verdict {
    /** It is live: only the last record is missing. */
    LIVE,
    /** Nothing speaks against it. */
    USABLE,
    /** It replaces what is live no more, or devices would not take it. */
    OUTDATED
  }

  /**
   * Judges.
   *
   * @throws IOException if the home or the store fails
   */
  Verdict judge(PendingUpdate left) throws IOException {
    Optional<VersionedBlob> live = published.timestamp();
    byte[] timestamp = left.timestamp().bytes();
    if (live.filter(l -> Arrays.equals(l.bytes(), timestamp)).isPresent()) {
      return Verdict.LIVE;
    }
    Optional<byte[]> root = trusted.read();
    boolean usable = left.fits(live) && root.isPresent() && verifies(left, root.get(), live);
    return usable ? Verdict.USABLE : Verdict.OUTDATED;
  }

  private boolean verifies(PendingUpdate left, byte[] root, Optional<VersionedBlob> live)
      throws IOException {
    InMemoryMetadataStore memory = new InMemoryMetadataStore();
    live.ifPresent(l -> memory.write(RoleName.TIMESTAMP.fileName(), l.bytes()));
    Map<String, byte[]> files = metadata(left);
    TufClient device = new TufClient(root, memory, over(files), clock.clock());
    try {
      device.refresh();
      TimestampFacts timestamp =
          TimestampFacts.of(left.timestamp().bytes(), left.timestamp().blob());
      return clock.isCurrent(timestamp)
          && files.entrySet().stream()
              .allMatch(e -> isListed(e.getKey(), e.getValue(), device.trusted()));
    } catch (TufVerificationException e) {
      return false;
    }
  }

  /** The update as if it were uploaded. */
  private MetadataFetcher over(Map<String, byte[]> files) {
    return (name, max) -> files.containsKey(name) ? files.get(name) : published.fetch(name, max);
  }

  /** Delegated roles, which a device fetches when it searches, are compared with the snapshot. */
  private static boolean isListed(String file, byte[] bytes, TrustedMetadataSet trusted) {
    RoleName role = new RoleName(file.replaceFirst("^[0-9]+\\.", "").replaceFirst("\\.json$", ""));
    if (role.isTopLevel()) {
      return true;
    }
    Optional<MetaFile> listed = trusted.snapshot().orElseThrow().role(role);
    return listed
        .filter(meta -> role.fileName(meta.version()).equals(file))
        .flatMap(MetaFile::sha256)
        .filter(ContentDigest.of(bytes)::equals)
        .isPresent();
  }

  private Map<String, byte[]> metadata(PendingUpdate left) {
    String folder = ReleaseLayout.metadata(published.product()).value() + "/";
    Map<String, byte[]> files = new HashMap<>();
    for (PendingUpdate.File file : left.files()) {
      if (file.name().startsWith(folder)) {
        files.put(file.name().substring(folder.length()), file.bytes());
      }
    }
    return files;
  }
}
