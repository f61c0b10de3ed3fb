package dev.updatecenter.stage.offer;

import dev.updatecenter.capability.devicemodel.HardwareTarget;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.flighting.Salt;
import dev.updatecenter.stage.flighting.Share;
import dev.updatecenter.stage.publishing.PublishedPackage;
import dev.updatecenter.stage.publishing.TestReleases;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Offers, rollouts and a device that fits them. */
final class TestOffers {
  static final ProductName PRODUCT = new ProductName("ContosoKiosk");
  static final RingName RING = RingName.PREVIEW;
  static final UUID HARDWARE = UUID.fromString("6de5d951-d755-576b-bd09-c5cf66b27234");
  static final HardwareTarget TARGET = new HardwareTarget(3, HARDWARE, "CK-BB-02");
  static final Salt SALT = new Salt("000102030405060708090a0b0c0d0e0f");
  static final PackageVersion OS = PackageVersion.parse("10.0.17763.1577");

  private TestOffers() {}

  static PackageVersion v(String text) {
    return PackageVersion.parse(text);
  }

  static OfferPackage pkg(String kind, String identity, String version, String file) {
    PublishedPackage published = TestReleases.pkg(kind, identity, version, file);
    return OfferPackage.of(published);
  }

  /** A release whose OCP is of its own version: one CBS package and one app. */
  static OfferRelease release(String version) {
    return release(version, 0, null, Floors.NONE);
  }

  static OfferRelease release(String version, int resumed, @Nullable String os, Floors floors) {
    return new OfferRelease(
        v(version),
        resumed,
        Optional.ofNullable(os).map(PackageVersion::parse),
        Optional.of(v(version)),
        floors,
        List.of(
            pkg("cbs", "Contoso.Touch.Driver", version, "touch.cab"),
            pkg("msix", "Contoso.Kiosk", version, "Kiosk.msix")),
        "Notes");
  }

  static Offer offer(OfferRelease... newestFirst) {
    return new Offer(PRODUCT, RING, List.of(TARGET), Arrays.asList(newestFirst));
  }

  /** A rollout of some offer: version, state and share in percent in turn. */
  static RolloutDocument rollout(Offer offer, Object... entries) {
    SortedMap<PackageVersion, RolloutDocument.Release> releases = new TreeMap<>();
    for (int i = 0; i < entries.length; i += 3) {
      RolloutState state = (RolloutState) entries[i + 1];
      String reason = state == RolloutState.ACTIVE ? "" : "bricks";
      Share share = Share.ofPercent((Integer) entries[i + 2]);
      releases.put(v((String) entries[i]), new RolloutDocument.Release(state, share, SALT, reason));
    }
    SortedMap<RingName, RolloutDocument.Ring> rings = new TreeMap<>();
    rings.put(RING, new RolloutDocument.Ring(ContentDigest.of(offer.toJson()), releases));
    return new RolloutDocument(PRODUCT, Instant.parse("2026-11-20T08:00:00Z"), rings);
  }

  /** A device that runs an OCP version and remembers nothing. */
  static DeviceState device(String ocp) {
    return device(ocp, Map.of(), HaltMemory.NONE);
  }

  static DeviceState device(
      String ocp, Map<PackageName, PackageVersion> installed, HaltMemory halts) {
    SortedMap<Integer, UUID> ids = new TreeMap<>(Map.of(3, HARDWARE));
    DeviceId id = new DeviceId(ContentDigest.of(new byte[] {1}));
    return new DeviceState(
        id, PRODUCT, RING, ids, "CK-BB-02", OS, v(ocp), Optional.empty(), installed, halts);
  }

  static OfferDecision decide(Offer offer, RolloutDocument rollout, DeviceState device) {
    return OfferDecision.decide(offer, ContentDigest.of(offer.toJson()), rollout, device);
  }
}
