package dev.updatecenter.stage.offer;

import static dev.updatecenter.stage.flighting.RolloutState.ACTIVE;
import static dev.updatecenter.stage.flighting.RolloutState.HALTED;
import static dev.updatecenter.stage.flighting.RolloutState.PAUSED;
import static dev.updatecenter.stage.offer.TestOffers.PRODUCT;
import static dev.updatecenter.stage.offer.TestOffers.RING;
import static dev.updatecenter.stage.offer.TestOffers.SALT;
import static dev.updatecenter.stage.offer.TestOffers.offer;
import static dev.updatecenter.stage.offer.TestOffers.release;
import static dev.updatecenter.stage.offer.TestOffers.v;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.RingRelease;
import dev.updatecenter.stage.flighting.Rollout;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.flighting.Salt;
import dev.updatecenter.stage.flighting.Share;
import dev.updatecenter.stage.offer.RolloutRevision.Reach;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the rollout's key may make of what devices see, by what a ledger says. */
class RolloutRevisionTest {
  private static final PackageVersion VERSION = v("10.0.2.0");

  /** What devices see, what was decided, and what they see then: when stopping, when following. */
  @ParameterizedTest
  @CsvSource({
    "ACTIVE, ACTIVE, ACTIVE, ACTIVE",
    "ACTIVE, PAUSED, PAUSED, PAUSED",
    "ACTIVE, HALTED, HALTED, HALTED",
    "PAUSED, ACTIVE, PAUSED, ACTIVE",
    "PAUSED, PAUSED, PAUSED, PAUSED",
    "PAUSED, HALTED, HALTED, HALTED",
    "HALTED, ACTIVE, HALTED, HALTED",
    "HALTED, PAUSED, HALTED, HALTED",
    "HALTED, HALTED, HALTED, HALTED"
  })
  void aStateChangesOnlyAsFarAsTheKeyReaches(
      RolloutState seen, RolloutState decided, RolloutState stopped, RolloutState followed) {
    RolloutRevision revision = revision(decided(decided, 10, SALT, 0), 0);

    assertThat(only(revision.of(seen(seen, 10), Reach.STOP)).state()).isEqualTo(stopped);
    assertThat(only(revision.of(seen(seen, 10), Reach.FOLLOW)).state()).isEqualTo(followed);
  }

  @ParameterizedTest
  @EnumSource
  void aStopWidensNoShare(RolloutState decided) {
    RolloutRevision revision = revision(decided(decided, 50, SALT, 0), 0);

    assertThat(only(revision.of(seen(ACTIVE, 10), Reach.STOP)).share())
        .isEqualTo(Share.ofPercent(10));
  }

  @Test
  void whoFollowsWidensAShareAndNarrowsNone() {
    assertThat(follow(decided(ACTIVE, 50, SALT, 0)).share()).isEqualTo(Share.ofPercent(50));
    assertThat(follow(decided(ACTIVE, 1, SALT, 0)).share()).isEqualTo(Share.ofPercent(10));
  }

  @Test
  void devicesOfAnotherSaltAreNotMixedWithTheFirstOnes() {
    Salt other = new Salt("f".repeat(32));

    RolloutDocument.Release release = follow(decided(ACTIVE, 50, other, 0));

    assertThat(release.share()).isEqualTo(Share.ofPercent(10));
    assertThat(release.salt()).isEqualTo(SALT);
  }

  @Test
  void whatWaitsForTheRingsSignersIsNotFollowed() {
    RolloutRevision revision = revision(decided(ACTIVE, 50, SALT, 1), 0);

    assertThat(only(revision.of(seen(PAUSED, 10), Reach.FOLLOW)).state()).isEqualTo(PAUSED);
  }

  @Test
  void whatTheLedgerDoesNotKnowStaysAsItIs() {
    RolloutRevision revision = revision(Rollout.none(PRODUCT), 0);

    for (Reach reach : Reach.values()) {
      assertThat(revision.of(seen(ACTIVE, 10), reach)).isEqualTo(seen(ACTIVE, 10));
    }
  }

  /** How often the ledger and the live offer say that a halt was taken back. */
  @ParameterizedTest
  @CsvSource({"0, 0, HALTED", "1, 1, HALTED", "1, 2, HALTED", "1, 0, ACTIVE", "2, 1, ACTIVE"})
  void aPublishedHaltEndsOnlyByAHigherResumed(int ledger, int offered, RolloutState then) {
    RolloutRevision revision = revision(decided(ACTIVE, 10, SALT, ledger), offered);

    assertThat(only(revision.keepingHalts(seen(ACTIVE, 50), seen(HALTED, 10))).state())
        .isEqualTo(then);
  }

  @Test
  void aRolloutThatIsRebuiltLiftsNoHaltEither() {
    RolloutRevision unsigned = revision(decided(ACTIVE, 10, SALT, 1), 0);
    RolloutRevision signed = revision(decided(ACTIVE, 10, SALT, 1), 1);
    Map<RingName, ContentDigest> offers = Map.of(RING, seen(ACTIVE, 10).get(RING).offer());

    assertThat(only(unsigned.rebuilt(offers)).state()).isEqualTo(HALTED);
    assertThat(only(signed.rebuilt(offers)).state()).isEqualTo(ACTIVE);
  }

  private static RolloutDocument.Release follow(Rollout ledger) {
    return only(revision(ledger, 0).of(seen(ACTIVE, 10), Reach.FOLLOW));
  }

  private static RolloutRevision revision(Rollout ledger, int offered) {
    Offer live = offer(release("10.0.2.0", offered, null, Floors.NONE));
    return new RolloutRevision(ledger, ring -> Optional.of(live));
  }

  private static SortedMap<RingName, RolloutDocument.Ring> seen(RolloutState state, int percent) {
    return TestOffers.rollout(offer(release("10.0.2.0")), "10.0.2.0", state, percent).rings();
  }

  private static Rollout decided(RolloutState state, int percent, Salt salt, int resumed) {
    RingRelease release =
        new RingRelease(state, Share.ofPercent(percent), salt, "decided", resumed, Instant.EPOCH);
    SortedMap<PackageVersion, RingRelease> releases = new TreeMap<>(Map.of(VERSION, release));
    return new Rollout(PRODUCT, new TreeMap<>(Map.of(RING, releases)));
  }

  private static RolloutDocument.Release only(SortedMap<RingName, RolloutDocument.Ring> rings) {
    return rings.get(RING).releases().get(VERSION);
  }
}
