package dev.updatecenter.stage.offer;

import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import dev.updatecenter.stage.publishing.RepositoryRoles;
import java.util.Optional;

/** The offers and the rollout that devices see; one that is not what its role signed is none. */
record LiveDocuments(ProductName product, BlobStore store) {
  private static final int MAX_DOCUMENT = 5_000_000;

  /** Whether there is a rollout, readable or not. */
  boolean hasRollout(RepositoryEditor published) {
    return listed(published, RepositoryRoles.ROLLOUT, ReleaseLayout.rolloutTarget(product))
        .isPresent();
  }

  /** What the published rollout says. */
  Optional<RolloutDocument> rollout(RepositoryEditor published) {
    String target = ReleaseLayout.rolloutTarget(product);
    return listed(published, RepositoryRoles.ROLLOUT, target)
        .flatMap(file -> content(target, file))
        .flatMap(bytes -> parsed(() -> RolloutDocument.read(bytes, "rollout.json")));
  }

  /** The digest of a ring's published offer. */
  Optional<ContentDigest> offerDigest(RepositoryEditor published, RingName ring) {
    return offerFile(published, ring).map(TargetFile::sha256);
  }

  /** What a ring's published offer says. */
  Optional<Offer> offer(RepositoryEditor published, RingName ring) {
    String target = ReleaseLayout.offerTarget(product, ring);
    return offerFile(published, ring)
        .flatMap(file -> content(target, file))
        .flatMap(bytes -> parsed(() -> Offer.read(bytes, "offer of " + ring)));
  }

  private Optional<TargetFile> offerFile(RepositoryEditor published, RingName ring) {
    return listed(published, RepositoryRoles.ring(ring), ReleaseLayout.offerTarget(product, ring));
  }

  private static Optional<TargetFile> listed(
      RepositoryEditor published, RoleName role, String target) {
    return published.hasRole(role)
        ? Optional.ofNullable(published.role(role).targets().get(target))
        : Optional.empty();
  }

  private Optional<byte[]> content(String target, TargetFile file) {
    return store
        .read(ReleaseLayout.content(target, file.sha256()), MAX_DOCUMENT)
        .filter(bytes -> ContentDigest.of(bytes).equals(file.sha256()));
  }

  private static <T> Optional<T> parsed(Reader<T> reader) {
    try {
      return Optional.of(reader.read());
    } catch (MalformedDocumentException e) {
      return Optional.empty();
    }
  }

  private interface Reader<T> {
    T read() throws MalformedDocumentException;
  }
}
