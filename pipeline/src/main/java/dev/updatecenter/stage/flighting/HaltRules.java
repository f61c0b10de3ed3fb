package dev.updatecenter.stage.flighting;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a release says for all its rings about silence and error codes ({@code silentAfter} and
 * {@code haltOnErrors} of release.yaml).
 *
 * @param silentAfter how long after {@code installing} a device without a final state is lost
 * @param codes the codes that halt; empty for none
 * @param devices from how many devices one of these codes halts
 */
public record HaltRules(Duration silentAfter, Set<FailureCode> codes, int devices) {
  /** A day of silence, and no code that halts by itself. */
  public static final HaltRules DEFAULT = new HaltRules(Duration.ofHours(24), Set.of(), 1);

  /** Copies, in order; refuses a time or a number that is not positive. */
  public HaltRules {
    if (silentAfter.isNegative() || silentAfter.isZero() || devices < 1) {
      throw new IllegalArgumentException("silentAfter and haltOnErrors.devices are above 0");
    }
    codes = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(codes));
  }
}
