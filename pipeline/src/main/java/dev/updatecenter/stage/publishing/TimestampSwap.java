package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.blobstore.ETag;
import dev.updatecenter.capability.blobstore.PreconditionFailedException;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The one step that makes an update live, on record before and after. Whether it was done is asked
 * of what is live, never of the answer alone: an answer can be lost on its way.
 */
record TimestampSwap(PublishedMetadata published, AuditLog audit) {
  /**
   * Swaps, unless somebody did since the update was signed.
   *
   * @return whether the update is live
   * @throws UpdateCenterException exit 6 when the lease was lost; exit 13 when nobody can tell
   *     whether the swap took effect, and then its record stays open
   */
  boolean swap(PendingUpdate update, Lease lease) {
    long intent = intent(update);
    try {
      lease.check();
      replace(update);
      return done(intent);
    } catch (PreconditionFailedException e) {
      // A try whose answer was lost may be what changed it.
      return published.isLive(update.timestamp().bytes()) ? done(intent) : overtaken(intent);
    } catch (UpdateCenterException e) {
      if (isLive(update, e)) {
        return done(intent);
      }
      if (e.exit() == ExitCode.UNAVAILABLE) {
        throw unanswered(e);
      }
      audit.failed(intent, published.product(), e);
      throw e;
    }
  }

  /** Puts on record that a run which was killed had swapped already. */
  void found(PendingUpdate update) {
    done(intent(update));
  }

  private void replace(PendingUpdate update) throws PreconditionFailedException {
    published
        .store()
        .replace(
            published.timestampName(),
            update.timestamp().bytes(),
            update.base().map(base -> new ETag(base.etag())),
            CachePolicy.TIMESTAMP);
  }

  private boolean isLive(PendingUpdate update, UpdateCenterException fault) {
    try {
      return published.isLive(update.timestamp().bytes());
    } catch (UpdateCenterException e) {
      fault.addSuppressed(e);
      return false;
    }
  }

  private long intent(PendingUpdate update) {
    Map<String, String> facts = new LinkedHashMap<>();
    byte[] next = update.timestamp().bytes();
    long version = TimestampFacts.of(next, published.timestampName()).version();
    facts.put("timestamp", Long.toString(version));
    facts.put("sha256", update.timestamp().digest().hex());
    update.base().ifPresent(old -> facts.put("replaces", Long.toString(old.timestamp())));
    return audit.intent("publish", published.product(), facts);
  }

  private boolean done(long intent) {
    audit.result(intent, published.product(), AuditLog.Outcome.DONE, Map.of());
    return true;
  }

  private boolean overtaken(long intent) {
    audit.failed(intent, published.product(), Overtaken.error(published.product()));
    return false;
  }

  /** What was sent may arrive yet; the next run finds out. */
  private UpdateCenterException unanswered(UpdateCenterException fault) {
    return UpdateCenterException.error(
            "UC5120", ExitCode.UNAVAILABLE, "the swap of timestamp.json was not answered")
        .where(published.timestampName())
        .why(fault.getMessage() + ": " + fault.why())
        .fix("run the same command again: it finds out, and goes on with what is signed already")
        .state("devices see the metadata from before or the new one, each of them whole")
        .cause(fault)
        .build();
  }
}
