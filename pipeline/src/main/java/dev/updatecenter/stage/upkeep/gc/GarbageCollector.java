package dev.updatecenter.stage.upkeep.gc;

import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.stage.upkeep.gc.GarbagePlan.Deletion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Deletes what a plan names, some at a time: an intent that names them is on record before the
 * first goes. What was written or renewed since the plan was made stays.
 */
public final class GarbageCollector {
  /** The act in the audit log. */
  public static final String ACT = "collect-garbage";

  private static final int BATCH = 100;

  private final BlobStore store;
  private final AuditLog audit;
  private final Progress progress;

  /** Deletes from a store. */
  public GarbageCollector(BlobStore store, AuditLog audit, Progress progress) {
    this.store = store;
    this.audit = audit;
    this.progress = progress;
  }

  /**
   * Deletes.
   *
   * @param stillAllowed asked before each batch; throws when a lease was lost
   * @return what was deleted
   */
  public List<Deletion> delete(List<Deletion> deletions, Runnable stillAllowed) {
    List<Deletion> deleted = new ArrayList<>();
    if (deletions.isEmpty()) {
      return deleted;
    }
    Map<ProductName, List<Deletion>> books = new LinkedHashMap<>();
    for (Deletion each : deletions) {
      books
          .computeIfAbsent(each.product().orElse(ProductName.HOME), book -> new ArrayList<>())
          .add(each);
    }
    try (Progress.Task task = progress.begin("Deleting", deletions.size(), Progress.Unit.ITEMS)) {
      books.forEach(
          (book, all) -> {
            for (int from = 0; from < all.size(); from += BATCH) {
              stillAllowed.run();
              List<Deletion> batch = all.subList(from, Math.min(from + BATCH, all.size()));
              deleted.addAll(delete(book, batch));
              task.advance(batch.size());
            }
          });
    }
    return deleted;
  }

  private List<Deletion> delete(ProductName book, List<Deletion> batch) {
    Map<String, String> facts = new LinkedHashMap<>();
    // Names of content carry its SHA-256.
    batch.forEach(each -> facts.put(each.blob().name().value(), each.reason()));
    long intent = audit.intent(ACT, book, facts);
    List<Deletion> deleted = new ArrayList<>();
    try {
      for (Deletion each : batch) {
        if (store.deleteUnchanged(each.blob())) {
          deleted.add(each);
        }
      }
    } catch (RuntimeException e) {
      audit.failed(intent, book, e);
      throw e;
    }
    Map<String, String> result = new LinkedHashMap<>();
    result.put("deleted", Integer.toString(deleted.size()));
    batch.stream()
        .filter(each -> !deleted.contains(each))
        .forEach(each -> result.put(each.blob().name().value(), "kept: written again, or gone"));
    audit.result(intent, book, AuditLog.Outcome.DONE, result);
    return deleted;
  }
}
