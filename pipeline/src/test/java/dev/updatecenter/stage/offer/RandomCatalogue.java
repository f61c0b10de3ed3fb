package dev.updatecenter.stage.offer;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.HaltRules;
import dev.updatecenter.stage.flighting.RingRelease;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.flighting.Salt;
import dev.updatecenter.stage.flighting.Share;
import dev.updatecenter.stage.flighting.TestFlights;
import dev.updatecenter.stage.publishing.TestReleases;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Whatever a ring may come to offer, and whatever a device may come to run, from a seed. */
final class RandomCatalogue {
  private static final List<String> OS =
      List.of("10.0.17763.1577", "10.0.17763.2114", "10.0.17763.3000");
  private static final List<PackageName> NAMES =
      List.of(
          new PackageName("cbs", "Contoso.Touch.Driver"),
          new PackageName("cbs", "Contoso.Audio.Driver"),
          new PackageName("msix", "Contoso.Kiosk"),
          new PackageName("ppkg", "Contoso.Enroll"));
  private static final int MOST = 6;

  private final Random random;
  private final List<OfferRelease> releases = new ArrayList<>();
  private final List<Flight> flights = new ArrayList<>();
  private final SortedMap<PackageVersion, RolloutDocument.Release> rollout = new TreeMap<>();

  RandomCatalogue(Random random) {
    this.random = random;
    int count = 1 + random.nextInt(MOST);
    for (int n = count; n > 0; n--) {
      OfferRelease release = release(n);
      releases.add(release);
      begin(release);
    }
  }

  Offer whole() {
    return TestOffers.offer(releases.toArray(new OfferRelease[0]));
  }

  List<Flight> flights() {
    return flights;
  }

  RolloutDocument rollout(Offer offer) {
    SortedMap<dev.updatecenter.kernel.core.RingName, RolloutDocument.Ring> rings = new TreeMap<>();
    rings.put(TestOffers.RING, new RolloutDocument.Ring(ContentDigest.of(offer.toJson()), rollout));
    return new RolloutDocument(TestOffers.PRODUCT, TestFlights.START, rings);
  }

  private OfferRelease release(int n) {
    boolean empty = random.nextInt(8) == 0;
    Optional<PackageVersion> os = maybe(empty ? 1 : 4, () -> TestOffers.v(pick(OS)));
    List<OfferPackage> packages = new ArrayList<>();
    for (PackageName name : NAMES) {
      if (!empty && random.nextInt(3) > 0) {
        packages.add(pkg(name, 1 + random.nextInt(n)));
      }
    }
    if (packages.isEmpty() && os.isEmpty()) {
      packages.add(pkg(NAMES.get(0), n));
    }
    Floors floors =
        new Floors(
            maybe(3, () -> TestOffers.v(pick(OS))), maybe(3, () -> version(random.nextInt(n))));
    // Now and then a custom package that did not rise with its release.
    int ocp = random.nextInt(6) == 0 ? 1 + random.nextInt(n) : n;
    return new OfferRelease(
        version(n), random.nextInt(2), os, maybe(1.4, () -> version(ocp)), floors, packages, "");
  }

  private void begin(OfferRelease release) {
    RolloutState state =
        random.nextInt(4) > 0
            ? RolloutState.ACTIVE
            : (random.nextBoolean() ? RolloutState.PAUSED : RolloutState.HALTED);
    Share share =
        random.nextInt(3) > 0 ? Share.ALL : new Share(BigDecimal.valueOf(random.nextInt(9), 1));
    byte[] salt = new byte[16];
    random.nextBytes(salt);
    Salt fresh = new Salt(java.util.HexFormat.of().formatHex(salt));
    rollout.put(release.version(), new RolloutDocument.Release(state, share, fresh, ""));
    RingRelease standing =
        new RingRelease(state, share, fresh, "", release.resumed(), TestFlights.START);
    boolean passed = share.equals(Share.ALL) && random.nextInt(3) > 0;
    flights.add(
        TestFlights.flight(
            TestReleases.ocp(
                release.version().toString(),
                TestFlights.settings(TestOffers.RING, TestFlights.allEnrolled())),
            HaltRules.DEFAULT,
            passed,
            standing));
  }

  /** A device that may have got where it is by whatever way. */
  DeviceState device() {
    Map<PackageName, PackageVersion> installed = new HashMap<>();
    for (PackageName name : NAMES) {
      if (random.nextBoolean()) {
        installed.put(name, version(1 + random.nextInt(MOST)));
      }
    }
    SortedMap<PackageVersion, Integer> seen = new TreeMap<>();
    for (OfferRelease release : releases) {
      // Who saw a halt that was taken back saw a lower count: that is what raises it.
      boolean halted =
          Objects.requireNonNull(rollout.get(release.version())).state() == RolloutState.HALTED;
      if (random.nextInt(4) == 0 && (halted || release.resumed() > 0)) {
        seen.put(release.version(), halted ? release.resumed() : release.resumed() - 1);
      }
    }
    return new DeviceState(
        new DeviceId(ContentDigest.of(ByteBuffer.allocate(8).putLong(random.nextLong()).array())),
        TestOffers.PRODUCT,
        TestOffers.RING,
        new TreeMap<Integer, UUID>(Map.of(3, TestOffers.HARDWARE)),
        "CK-BB-02",
        TestOffers.v(pick(OS)),
        version(random.nextInt(MOST + 1)),
        maybe(2, () -> version(1 + random.nextInt(MOST))),
        installed,
        new HaltMemory(seen));
  }

  private static OfferPackage pkg(PackageName name, int version) {
    return TestOffers.pkg(
        name.kind(),
        name.identity(),
        version(version).toString(),
        name.identity() + "." + name.kind());
  }

  private static PackageVersion version(int n) {
    return TestOffers.v("10.0." + n + ".0");
  }

  private String pick(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private <T> Optional<T> maybe(double oneIn, java.util.function.Supplier<T> value) {
    return random.nextDouble() * oneIn < 1 ? Optional.of(value.get()) : Optional.empty();
  }
}
