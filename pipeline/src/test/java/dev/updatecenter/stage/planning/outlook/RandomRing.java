package dev.updatecenter.stage.planning.outlook;

import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.HaltRules;
import dev.updatecenter.stage.flighting.RingRelease;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.flighting.RunningState;
import dev.updatecenter.stage.flighting.Salt;
import dev.updatecenter.stage.flighting.Share;
import dev.updatecenter.stage.flighting.TestFlights;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.stage.offer.DeviceState;
import dev.updatecenter.stage.offer.Offer;
import dev.updatecenter.stage.offer.OfferDecision;
import dev.updatecenter.stage.offer.OfferRelease;
import dev.updatecenter.stage.offer.RingOffers;
import dev.updatecenter.stage.offer.RolloutDocument;
import dev.updatecenter.stage.offer.TestModels;
import dev.updatecenter.stage.publishing.PublishedPackage;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.publishing.TestReleases;
import dev.updatecenter.stage.submission.Requirements;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A ring with whatever flights, and one more about to start, from a seed. */
final class RandomRing {
  static final DeviceModel MODEL = TestModels.kiosk();
  static final RingName RING = RingName.PREVIEW;
  private static final List<String> OS =
      List.of("10.0.17763.1577", "10.0.17763.2114", "10.0.17763.3000");
  private static final int MOST = 5;

  private final Random random;
  private final int newest;
  final List<PublishedRelease> releases = new ArrayList<>();
  private final List<Flight> flights = new ArrayList<>();
  private final SortedMap<PackageVersion, RingRelease> standings = new TreeMap<>();

  RandomRing(Random random) {
    this.random = random;
    this.newest = 1 + random.nextInt(MOST);
    for (int n = 1; n <= newest; n++) {
      releases.add(release(n));
    }
    for (int n = 1; n < newest; n++) {
      begin(releases.get(n - 1), standing());
    }
  }

  /** The release that is to be flighted. */
  PublishedRelease next() {
    return releases.get(newest - 1);
  }

  /** What the ring sees before. */
  RingSight now() {
    return RingSight.of(offer(), standings);
  }

  ReportedDevices devices() {
    return new ReportedDevices(MODEL, RING, releases);
  }

  /** The entry that the release will have, taken from the offer that is really made. */
  OfferRelease entry() {
    return with(Share.ALL).offer().releases().get(0);
  }

  /** The ring some time after the flight started, with a salt of its own. */
  RandomRing with(Share share) {
    RandomRing later = new RandomRing(random, this);
    later.begin(next(), RingRelease.begin(share, salt(), TestFlights.START));
    return later;
  }

  private RandomRing(Random random, RandomRing before) {
    this.random = random;
    this.newest = before.newest;
    releases.addAll(before.releases);
    flights.addAll(before.flights);
    standings.putAll(before.standings);
  }

  RingRelease standingOf(PackageVersion version) {
    return Objects.requireNonNull(standings.get(version));
  }

  private Offer offer() {
    return new RingOffers(MODEL, flights, releases).fresh(RING);
  }

  /** How devices decide: on the very bytes that are published, read as a scan reads them. */
  Scan published() throws MalformedDocumentException {
    byte[] offer = offer().toJson();
    SortedMap<PackageVersion, RolloutDocument.Release> entries = new TreeMap<>();
    standings.forEach(
        (v, r) ->
            entries.put(
                v, new RolloutDocument.Release(r.state(), r.share(), r.salt(), r.reason())));
    byte[] rollout =
        new RolloutDocument(
                MODEL.product(),
                TestFlights.START,
                new TreeMap<>(
                    Map.of(RING, new RolloutDocument.Ring(ContentDigest.of(offer), entries))))
            .toJson();
    return new Scan(
        Offer.read(offer, "offer"),
        ContentDigest.of(offer),
        RolloutDocument.read(rollout, "rollout"));
  }

  /** What a device has of a ring once it read and verified both files. */
  record Scan(Offer offer, ContentDigest digest, RolloutDocument rollout) {
    OfferDecision decide(DeviceState device) {
      return OfferDecision.decide(offer, digest, rollout, device);
    }
  }

  /** What some device says to run; half of them never said anything, or installed nothing. */
  RunningState state() {
    boolean reported = random.nextInt(4) > 0;
    return new RunningState(
        reported ? Optional.of(PackageVersion.parse(pick(OS))) : Optional.empty(),
        reported ? Optional.of(version(random.nextInt(MOST + 1))) : Optional.empty(),
        maybe(2, () -> version(1 + random.nextInt(newest))),
        1);
  }

  DeviceId device() {
    return new DeviceId(
        ContentDigest.of(ByteBuffer.allocate(8).putLong(random.nextLong()).array()));
  }

  private PublishedRelease release(int n) {
    List<PublishedPackage> packages = new ArrayList<>();
    packages.add(TestReleases.cbs(version(n).toString()));
    if (random.nextBoolean()) {
      String app = version(1 + random.nextInt(n)).toString();
      packages.add(TestReleases.pkg("msix", "Contoso.Kiosk", app, "Kiosk.msix"));
    }
    Requirements requires =
        new Requirements(
            maybe(3, () -> PackageVersion.parse(pick(OS))),
            maybe(2, () -> version(random.nextInt(n))));
    return TestReleases.of(
        version(n).toString(),
        maybe(3, () -> pick(OS)),
        requires,
        packages,
        TestFlights.settings(RING, TestFlights.allEnrolled()));
  }

  private void begin(PublishedRelease release, RingRelease standing) {
    standings.put(release.version(), standing);
    boolean passed = standing.share().equals(Share.ALL) && random.nextBoolean();
    flights.add(TestFlights.flight(release, HaltRules.DEFAULT, passed, standing));
  }

  private RingRelease standing() {
    Share share =
        random.nextBoolean() ? Share.ALL : new Share(BigDecimal.valueOf(random.nextInt(10), 1));
    RolloutState state = List.copyOf(EnumSet.allOf(RolloutState.class)).get(random.nextInt(4) % 3);
    return new RingRelease(
        state, share, salt(), state == RolloutState.ACTIVE ? "" : "x", 0, TestFlights.START);
  }

  private Salt salt() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return new Salt(HexFormat.of().formatHex(bytes));
  }

  private static PackageVersion version(int n) {
    return PackageVersion.parse("10.0." + n + ".0");
  }

  private String pick(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private <T> Optional<T> maybe(int oneIn, Supplier<T> value) {
    return random.nextInt(oneIn) == 0 ? Optional.of(value.get()) : Optional.empty();
  }
}
