package dev.updatecenter.stage.flighting;

import dev.updatecenter.stage.submission.ReleaseManifest;
import java.time.Duration;
import java.util.Collections;
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
    codes = Collections.unmodifiableSortedSet(new TreeSet<>(codes));
  }

  /**
   * What a release says.
   *
   * @throws IllegalArgumentException for a code of another form, or a time that is not positive
   */
  public static HaltRules of(ReleaseManifest release) {
    Set<FailureCode> codes = new TreeSet<>();
    release.haltOnErrors().ifPresent(h -> h.codes().forEach(c -> codes.add(FailureCode.parse(c))));
    int devices = release.haltOnErrors().map(ReleaseManifest.HaltOnErrors::devices).orElse(1);
    return new HaltRules(release.silentAfter(), codes, devices);
  }
}
