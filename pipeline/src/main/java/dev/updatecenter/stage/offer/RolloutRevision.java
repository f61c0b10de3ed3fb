package dev.updatecenter.stage.offer;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.RingRelease;
import dev.updatecenter.stage.flighting.Rollout;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.offer.RolloutDocument.Release;
import dev.updatecenter.stage.offer.RolloutDocument.Ring;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a rollout may say beside the offers that are live: nothing that takes a halt back unless the
 * ring's signers raised {@code resumed}. Pure, but for reading the offers.
 *
 * @param ledger what was decided
 * @param offered the offer of a ring that devices see; asked where a halt might be taken back
 */
record RolloutRevision(Rollout ledger, Offers offered) {
  /** Finds live offers. */
  @FunctionalInterface
  interface Offers {
    /** The offer of a ring; empty where none is live or readable. */
    Optional<Offer> find(RingName ring);
  }

  /** How far the rollout's key may go. */
  enum Reach {
    /** Only to what is stricter than what devices see. */
    STOP,
    /** To whatever was decided, where no ring has to sign for it. */
    FOLLOW
  }

  /** What is live, with what was decided about the releases in it. */
  SortedMap<RingName, Ring> of(SortedMap<RingName, Ring> said, Reach reach) {
    SortedMap<RingName, Ring> revised = new TreeMap<>();
    said.forEach(
        (name, ring) -> {
          SortedMap<PackageVersion, Release> releases = new TreeMap<>();
          ring.releases()
              .forEach(
                  (version, release) ->
                      releases.put(version, revised(name, version, release, reach)));
          revised.put(name, new Ring(ring.offer(), releases));
        });
    return revised;
  }

  private Release revised(RingName ring, PackageVersion version, Release said, Reach reach) {
    Optional<RingRelease> decided = ledger.find(ring, version);
    if (decided.isEmpty()) {
      return said;
    }
    RingRelease own = decided.get();
    boolean follows =
        reach == Reach.FOLLOW
            && said.state() != RolloutState.HALTED
            && own.salt().equals(said.salt())
            && own.resumed() == resumed(ring, version);
    if (follows) {
      return new Release(own.state(), own.share().atLeast(said.share()), said.salt(), own.reason());
    }
    // The states are in the order of how strict they are.
    return own.state().compareTo(said.state()) > 0
        ? new Release(own.state(), said.share(), said.salt(), own.reason())
        : said;
  }

  /**
   * What shall be published, with the halts that devices see and that no signer of the ring took
   * back: another home may know of them, and this one's ledger not.
   *
   * @param wanted of the ledger, for new offers
   */
  SortedMap<RingName, Ring> keepingHalts(
      SortedMap<RingName, Ring> wanted, SortedMap<RingName, Ring> said) {
    SortedMap<RingName, Ring> kept = new TreeMap<>(wanted);
    said.forEach(
        (name, before) ->
            kept.computeIfPresent(name, (n, ring) -> keepingHalts(n, ring, before.releases())));
    return kept;
  }

  private Ring keepingHalts(RingName name, Ring wanted, SortedMap<PackageVersion, Release> before) {
    SortedMap<PackageVersion, Release> releases = new TreeMap<>(wanted.releases());
    releases.replaceAll(
        (version, release) ->
            Optional.ofNullable(before.get(version))
                .filter(said -> said.state() == RolloutState.HALTED)
                .filter(said -> release.state() != RolloutState.HALTED)
                .filter(said -> !isTakenBack(name, version))
                .map(
                    said ->
                        new Release(
                            RolloutState.HALTED, release.share(), release.salt(), said.reason()))
                .orElse(release));
    return new Ring(wanted.offer(), releases);
  }

  private boolean isTakenBack(RingName ring, PackageVersion version) {
    return ledger.find(ring, version).map(RingRelease::resumed).orElse(0) > resumed(ring, version);
  }

  /** How often the ring's signers have taken a halt back, as devices see it. */
  private int resumed(RingName ring, PackageVersion version) {
    return offered
        .find(ring)
        .flatMap(o -> o.releases().stream().filter(r -> r.version().equals(version)).findFirst())
        .map(OfferRelease::resumed)
        .orElse(0);
  }

  /**
   * A rollout beside offers that are live, where the one that was published cannot be read: what
   * waits for a ring's signers stays halted.
   */
  SortedMap<RingName, Ring> rebuilt(Map<RingName, ContentDigest> offers) {
    SortedMap<RingName, Ring> rings = new TreeMap<>();
    offers.forEach(
        (name, digest) -> {
          SortedMap<PackageVersion, Release> releases = new TreeMap<>();
          ledger
              .releases(name)
              .forEach((version, own) -> releases.put(version, unsigned(name, version, own)));
          rings.put(name, new Ring(digest, releases));
        });
    return rings;
  }

  private Release unsigned(RingName ring, PackageVersion version, RingRelease own) {
    Release wanted = Release.of(own);
    return isTakenBack(ring, version)
        ? new Release(RolloutState.HALTED, wanted.share(), wanted.salt(), "resumed, not signed yet")
        : wanted;
  }
}
