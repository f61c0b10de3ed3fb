package dev.updatecenter.stage.planning.outlook;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.RingRelease;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.flighting.Share;
import dev.updatecenter.stage.offer.DeviceState;
import dev.updatecenter.stage.offer.Offer;
import dev.updatecenter.stage.offer.OfferDecision;
import dev.updatecenter.stage.offer.OfferRelease;
import dev.updatecenter.stage.offer.RolloutDocument;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What devices of a ring see at one moment: an offer, and how far each of its releases is. */
public final class RingSight {
  private final Offer offer;
  private final SortedMap<PackageVersion, RolloutDocument.Release> standings;
  private final ContentDigest digest;
  private final RolloutDocument rollout;

  private RingSight(Offer offer, SortedMap<PackageVersion, RolloutDocument.Release> standings) {
    this.offer = offer;
    this.standings = standings;
    this.digest = ContentDigest.of(offer.toJson());
    SortedMap<RingName, RolloutDocument.Ring> rings = new TreeMap<>();
    rings.put(offer.ring(), new RolloutDocument.Ring(digest, standings));
    // Freshness is for devices to check; here no time passes.
    this.rollout = new RolloutDocument(offer.product(), Instant.EPOCH, rings);
  }

  /**
   * What is seen of an offer.
   *
   * @param releases how each release of the ring stands; may name more than the offer does
   */
  public static RingSight of(Offer offer, Map<PackageVersion, RingRelease> releases) {
    SortedMap<PackageVersion, RolloutDocument.Release> standings = new TreeMap<>();
    releases.forEach(
        (version, r) ->
            standings.put(
                version, new RolloutDocument.Release(r.state(), r.share(), r.salt(), r.reason())));
    return new RingSight(offer, standings);
  }

  /** The offer. */
  public Offer offer() {
    return offer;
  }

  /** What a device is offered: decided as it will decide itself. */
  public OfferDecision decide(DeviceState device) {
    return OfferDecision.decide(offer, digest, rollout, device);
  }

  /** How a release of the ring stands. */
  Optional<RolloutDocument.Release> standing(PackageVersion version) {
    return Optional.ofNullable(standings.get(version));
  }

  /** The releases that some devices of the ring take, and others do not yet, newest first. */
  List<RolloutDocument.Release> partial() {
    return offer.releases().stream()
        .flatMap(r -> standing(r.version()).stream())
        .filter(s -> s.state() == RolloutState.ACTIVE)
        .filter(s -> s.share().compareTo(Share.NONE) > 0 && s.share().compareTo(Share.ALL) < 0)
        .toList();
  }

  /** The same with one release more, or with another standing of one that is there. */
  RingSight with(OfferRelease release, RolloutDocument.Release standing) {
    List<OfferRelease> releases =
        Stream.concat(
                Stream.of(release),
                offer.releases().stream().filter(r -> !r.version().equals(release.version())))
            .sorted(Comparator.comparing(OfferRelease::version).reversed())
            .toList();
    SortedMap<PackageVersion, RolloutDocument.Release> next = new TreeMap<>(standings);
    next.put(release.version(), standing);
    return new RingSight(
        new Offer(offer.product(), offer.ring(), offer.hardware(), releases), next);
  }

  /** Once every pause was lifted and every share is the whole ring; halts stay. */
  RingSight settled() {
    UnaryOperator<RolloutDocument.Release> whole =
        r ->
            r.state() == RolloutState.HALTED
                ? r
                : new RolloutDocument.Release(RolloutState.ACTIVE, Share.ALL, r.salt(), "");
    SortedMap<PackageVersion, RolloutDocument.Release> next = new TreeMap<>(standings);
    next.replaceAll((version, r) -> whole.apply(r));
    return new RingSight(offer, next);
  }

  /** As if a release were the only one. */
  RingSight only(OfferRelease release) {
    return new RingSight(
        new Offer(offer.product(), offer.ring(), offer.hardware(), List.of(release)), standings);
  }
}
