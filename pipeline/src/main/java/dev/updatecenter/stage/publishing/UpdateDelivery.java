package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings signed metadata to devices: kept first, then names, read back, and last the swap. */
record UpdateDelivery(
    PublishedMetadata published,
    EdgeVerifier edge,
    PendingFile pending,
    LeftOver leftOver,
    PublisherClock clock,
    TimestampSwap swap) {
  /** How far a delivery came. */
  private enum Outcome {
    /** Devices see it. */
    LIVE,
    /** Other bytes have one of its names. */
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
      // An edge that holds on to something wrong under these names may serve the next ones.
      if (e.exit() == ExitCode.FAILED || isVoid(e)) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Keeps what was signed, then makes it live.
   *
   * @return false when it is to be signed anew, under the next numbers or for what is live by now
   * @throws UpdateCenterException exit 6 when another publisher was faster, exit 7 when the edge
   *     does not give what was uploaded, exit 13 when the store does not answer: the next run goes
   *     on with what is kept
   */
  boolean deliver(PendingUpdate signed, Lease lease) throws IOException {
    pending.keep(signed);
    Outcome outcome;
    try {
      outcome = finish(signed, lease);
    } catch (UpdateCenterException e) {
      if (isVoid(e)) {
        pending.drop();
      }
      throw e;
    }
    pending.drop();
    if (outcome != Outcome.LIVE && !mayGoOn(signed, outcome)) {
      throw Overtaken.error(published.product());
    }
    return outcome == Outcome.LIVE;
  }

  private boolean mayGoOn(PendingUpdate signed, Outcome outcome) {
    // Whoever took the name may have died, or may be about to swap: the timestamp tells.
    boolean isFree = outcome == Outcome.NAME_TAKEN && signed.fits(published.timestamp());
    // A root is live once it is there: who put one goes on until the rest is signed for it.
    return isFree || (outcome == Outcome.OVERTAKEN && signed.hasRoot());
  }

  /** Whether nobody should go on with it: signed by a wrong clock, or naming damaged content. */
  private static boolean isVoid(UpdateCenterException e) {
    return e.code().equals("UC5123") || e.code().equals("UC5042");
  }

  private Outcome finish(PendingUpdate update, Lease lease) {
    List<EdgeObject> written = new ArrayList<>();
    Optional<BlobName> last = Optional.empty();
    for (PendingUpdate.File file : update.immutable()) {
      switch (published.put(file.blob(), file.bytes())) {
        case NEW -> last = Optional.of(file.blob());
        case OURS -> {}
        case TAKEN -> {
          return Outcome.NAME_TAKEN;
        }
      }
      written.add(EdgeObject.of(file.blob(), file.bytes()));
    }
    last.ifPresent(clock::requireStoreTime);
    edge.verify(written);
    if (!swap.swap(update, lease)) {
      return Outcome.OVERTAKEN;
    }
    edge.warnOfDelay(update.timestamp().blob(), update.timestamp().bytes());
    return Outcome.LIVE;
  }
}
