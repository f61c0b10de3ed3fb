package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.blobstore.ETag;
import dev.updatecenter.capability.blobstore.PreconditionFailedException;
import dev.updatecenter.capability.blobstore.VersionedBlob;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings signed metadata to devices: names first, read back, and last the swap. */
record UpdateDelivery(PublishedMetadata published, EdgeVerifier edge, Path pending) {
  /**
   * Goes on with what a killed publisher had signed, unless somebody published since.
   *
   * @return whether that is live now, and was not before
   */
  boolean finishPending(Lease lease) throws IOException {
    Optional<PendingUpdate> left = PendingUpdate.read(pending);
    if (left.isEmpty()) {
      return false;
    }
    Optional<String> now = published.timestamp().map(VersionedBlob::etag).map(ETag::value);
    if (now.equals(left.get().base())) {
      finish(left.get(), lease);
      return true;
    }
    Files.delete(pending);
    return false;
  }

  /** Keeps what was signed, then makes it live. */
  void deliver(PendingUpdate signed, Lease lease) throws IOException {
    signed.write(pending);
    finish(signed, lease);
  }

  private void finish(PendingUpdate update, Lease lease) throws IOException {
    List<EdgeObject> written = new ArrayList<>();
    for (PendingUpdate.File file : update.immutable()) {
      if (!published.put(file.blob(), file.bytes())) {
        // A name that somebody else took stays taken: the next run signs under the next number.
        Files.delete(pending);
        throw lost(null);
      }
      written.add(EdgeObject.of(file.blob(), file.bytes()));
    }
    edge.verify(written);
    lease.check();
    try {
      swap(update);
    } catch (PreconditionFailedException e) {
      Files.delete(pending);
      throw lost(e);
    }
    Files.delete(pending);
    edge.warnOfDelay(update.timestamp().blob(), update.timestamp().bytes());
  }

  private void swap(PendingUpdate update) throws PreconditionFailedException {
    published
        .store()
        .replace(
            update.timestamp().blob(),
            update.timestamp().bytes(),
            update.base().map(ETag::new),
            CachePolicy.TIMESTAMP);
  }

  private UpdateCenterException lost(@Nullable Exception cause) {
    UpdateCenterException.Builder error =
        UpdateCenterException.error(
                "UC5104",
                ExitCode.CONFLICT,
                "another publisher of " + published.product() + " was faster")
            .why("the published metadata changed while this run was signing its own")
            .fix("run the same command again: it goes on from what is published now")
            .state("devices see what the other publisher published; nothing of it was overwritten");
    return (cause == null ? error : error.cause(cause)).build();
  }
}
