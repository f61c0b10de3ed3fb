package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Brings signed metadata to devices: kept first, then names, read back, and last the swap. */
record UpdateDelivery(
    PublishedMetadata published,
    EdgeVerifier edge,
    PendingFile pending,
    LeftOver leftOver,
    PublisherClock clock,
    TimestampSwap swap) {
  /** How a delivery ended. */
  enum Outcome {
    /** Devices see it. */
    LIVE,
    /** Other bytes have one of its names: it is to be signed under the next numbers. */
    NAME_TAKEN,
    /** Somebody else published since it was signed. */
    OVERTAKEN
  }

  /**
   * Goes on with what a killed run had signed, where devices would still take it. What cannot go on
   * is forgotten: only work is lost, and what this run wants is signed anew.
   *
   * @return whether that is live now, and was not before
   * @throws IOException if the home or the store fails
   */
  boolean finishPending(Lease lease) throws IOException {
    Optional<PendingUpdate> left = pending.read();
    if (left.isEmpty()) {
      return false;
    }
    LeftOver.Verdict verdict = leftOver.judge(left.get());
    if (verdict == LeftOver.Verdict.LIVE) {
      swap.found(left.get());
    }
    boolean live = verdict == LeftOver.Verdict.USABLE && resumed(left.get(), lease);
    pending.drop();
    return live;
  }

  private boolean resumed(PendingUpdate left, Lease lease) {
    try {
      // It was read back before it was signed; nobody knows how long ago that is.
      edge.verify(left.content());
      return finish(left, lease) == Outcome.LIVE;
    } catch (UpdateCenterException e) {
      if (e.exit() != ExitCode.FAILED) {
        throw e;
      }
      // An edge that holds on to something wrong under these names may serve the next ones.
      return false;
    }
  }

  /**
   * Keeps what was signed, then makes it live.
   *
   * @throws UpdateCenterException exit 7 when the edge does not give what was uploaded: the next
   *     run goes on
   */
  Outcome deliver(PendingUpdate signed, Lease lease) throws IOException {
    pending.keep(signed);
    Outcome outcome = finish(signed, lease);
    pending.drop();
    return outcome;
  }

  private Outcome finish(PendingUpdate update, Lease lease) {
    Map<BlobName, ContentDigest> written = new LinkedHashMap<>();
    Optional<BlobName> last = Optional.empty();
    for (PendingUpdate.File file : update.immutable()) {
      switch (published.put(file.blob(), file.bytes())) {
        case NEW -> last = Optional.of(file.blob());
        case OURS -> {}
        case TAKEN -> {
          return Outcome.NAME_TAKEN;
        }
      }
      written.put(file.blob(), file.digest());
    }
    last.ifPresent(this::requireStoreTime);
    edge.verify(written);
    return swap.swap(update, lease) ? Outcome.LIVE : Outcome.OVERTAKEN;
  }

  /** What was signed by a wrong clock is not kept. */
  private void requireStoreTime(BlobName written) {
    try {
      clock.requireStoreTime(written);
    } catch (UpdateCenterException e) {
      pending.drop();
      throw e;
    }
  }
}
