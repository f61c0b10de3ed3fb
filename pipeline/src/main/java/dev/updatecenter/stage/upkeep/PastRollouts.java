package dev.updatecenter.stage.upkeep;

import dev.updatecenter.stage.upkeep.RingDocuments.Generation;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Finds the rollout of a time among the numbered generations that a store keeps. */
final class PastRollouts {
  private static final int MOST_MISSING = 64;

  private final Kept kept;

  PastRollouts(Kept kept) {
    this.kept = kept;
  }

  /** The generations of the rollout's role by number. */
  @FunctionalInterface
  interface Kept {
    /** Empty where it is not kept. */
    Optional<Generation> read(long number) throws IOException;
  }

  /**
   * The newest that was signed at an instant or before.
   *
   * @param live number of the live one; 0 where there is none
   */
  Optional<Generation> newest(long live, Instant at) throws IOException {
    long low = 0;
    long high = live;
    // Times rise with the numbers, and what is deleted is the oldest: a missing one counts as old.
    while (low < high) {
      long middle = low + (high - low + 1) / 2;
      if (isAfter(kept.read(middle), at)) {
        high = middle - 1;
      } else {
        low = middle;
      }
    }
    return downFrom(low, at);
  }

  /** A number that was taken and given up may be missing in between: those below are asked too. */
  private Optional<Generation> downFrom(long number, Instant at) throws IOException {
    int missing = 0;
    for (long n = number; n > 0 && missing <= MOST_MISSING; n--) {
      Optional<Generation> generation = kept.read(n);
      if (generation.isPresent() && !isAfter(generation, at)) {
        return generation;
      }
      missing += generation.isPresent() ? 0 : 1;
    }
    return Optional.empty();
  }

  private static boolean isAfter(Optional<Generation> generation, Instant at) {
    return generation.filter(g -> g.rollout().signedAt().isAfter(at)).isPresent();
  }
}
