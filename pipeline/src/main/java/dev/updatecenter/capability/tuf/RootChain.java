package dev.updatecenter.capability.tuf;

import java.io.IOException;
import java.util.Optional;

/**
 * Walks from the trusted root to the newest (TUF 5.3): first over the roots of earlier updates, so
 * that the edge is asked for news only, then over what the edge has.
 */
final class RootChain {
  // TUF 5.3.3 leaves the number open; with a root a year this lasts.
  private static final int MAX_ROTATIONS = 256;

  private final MetadataStore store;
  private final MetadataFetcher fetcher;

  RootChain(MetadataStore store, MetadataFetcher fetcher) {
    this.store = store;
    this.fetcher = fetcher;
  }

  void follow(TrustedMetadataSet trusted) throws IOException, TufVerificationException {
    replay(trusted);
    for (int i = 0; i < MAX_ROTATIONS; i++) { // TUF 5.3.9
      Root before = trusted.root();
      String file = RoleName.ROOT.fileName(before.version().next());
      byte[] bytes;
      try {
        bytes = Fetched.bounded(fetcher, file, RoleName.ROOT.maxBytes()); // TUF 5.3.3
      } catch (MetadataNotFoundException e) {
        return;
      }
      trusted.updateRoot(bytes);
      // TUF 5.3.11, before the new root is kept: after a crash the rotation is seen again.
      forgetRevoked(before, trusted.root());
      store.write(file, bytes); // TUF 5.3.8
    }
  }

  private void replay(TrustedMetadataSet trusted) throws IOException {
    for (int i = 0; i < MAX_ROTATIONS; i++) {
      String file = RoleName.ROOT.fileName(trusted.root().version().next());
      Optional<byte[]> kept = store.read(file);
      if (kept.isEmpty()) {
        return;
      }
      try {
        trusted.updateRoot(kept.get());
      } catch (TufVerificationException e) {
        // Damaged, or of the chain of another trusted root: the edge is asked instead.
        return;
      }
    }
  }

  /** Recovers from versions that a stolen key drove to the sky. */
  private void forgetRevoked(Root before, Root after) throws IOException {
    if (after.revokes(before, RoleName.TIMESTAMP) || after.revokes(before, RoleName.SNAPSHOT)) {
      store.delete(RoleName.SNAPSHOT.fileName());
      store.delete(RoleName.TIMESTAMP.fileName());
    }
  }
}
