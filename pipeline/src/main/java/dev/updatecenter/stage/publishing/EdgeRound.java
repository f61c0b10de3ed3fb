package dev.updatecenter.stage.publishing;

import dev.updatecenter.kernel.core.Progress;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One look at a number of objects. Ends early where nothing but faults comes: an edge that is down,
 * or another place, need not be asked five thousand times.
 */
final class EdgeRound {
  /** So many faults in a row, and no answer as it should be, are enough. */
  static final int ENOUGH = 64;

  private final EdgeCheck check;
  private final Progress.Task task;
  private final SortedMap<EdgeObject, EdgeFault> faults = sorted();
  private final SortedMap<EdgeObject, Boolean> unseen = sorted();
  private final AtomicInteger inARow = new AtomicInteger();

  private EdgeRound(EdgeCheck check, Progress.Task task) {
    this.check = check;
    this.task = task;
  }

  private static <V> SortedMap<EdgeObject, V> sorted() {
    return new TreeMap<>(Comparator.comparing(EdgeObject::name));
  }

  /** What a round found: faults by object, and what nobody looked at. */
  record Found(SortedMap<EdgeObject, EdgeFault> faults, List<EdgeObject> unseen) {
    boolean isGood() {
      return faults.isEmpty();
    }

    /** Whether waiting may help: of what does not pass by itself there is none. */
    boolean mayPass() {
      return faults.values().stream().allMatch(EdgeFault::mayPass);
    }
  }

  /** Looks at all of them, largest first, several at a time. */
  static Found of(
      Collection<EdgeObject> objects, EdgeCheck check, Progress progress, String label) {
    long bytes = objects.stream().mapToLong(EdgeObject::length).sum();
    try (Progress.Task task = progress.begin(label, bytes, Progress.Unit.BYTES)) {
      EdgeRound round = new EdgeRound(check, task);
      Transfers.each(
          objects.stream().sorted(Comparator.comparing(EdgeObject::length).reversed()).toList(),
          round::look);
      return new Found(round.faults, List.copyOf(round.unseen.keySet()));
    }
  }

  private void look(EdgeObject object) {
    if (inARow.get() >= ENOUGH) {
      note(unseen, object, true);
      return;
    }
    AtomicLong read = new AtomicLong();
    check
        .fault(
            object,
            bytes -> {
              read.addAndGet(bytes);
              task.advance(bytes);
            })
        .ifPresentOrElse(
            fault -> {
              inARow.incrementAndGet();
              note(faults, object, fault);
              task.advance(Math.max(0, object.length() - read.get()));
            },
            () -> inARow.set(0));
  }

  private synchronized <V> void note(SortedMap<EdgeObject, V> notes, EdgeObject object, V value) {
    notes.put(object, value);
  }
}
