package dev.updatecenter.device;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.offer.HaltMemory;
import dev.updatecenter.stage.offer.OfferRelease;
import dev.updatecenter.stage.offer.PackageName;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a device remembers of one product between scans.
 *
 * @param signedAt the latest rollout that it verified; device time never falls behind it
 * @param release the highest release that it installed
 * @param installed versions of the packages that it installed
 * @param halts the halts that it has seen
 * @param offered the releases it may report about, with their packages; the newest few
 */
record DeviceMemory(
    Instant signedAt,
    Optional<PackageVersion> release,
    Map<PackageName, PackageVersion> installed,
    HaltMemory halts,
    SortedMap<PackageVersion, Map<PackageName, PackageVersion>> offered) {
  /** A device that never scanned. */
  static final DeviceMemory NONE =
      new DeviceMemory(
          Instant.EPOCH, Optional.empty(), Map.of(), HaltMemory.NONE, Collections.emptySortedMap());

  private static final int MAX_OFFERED = 8;

  DeviceMemory {
    installed = Collections.unmodifiableMap(new LinkedHashMap<>(installed));
    SortedMap<PackageVersion, Map<PackageName, PackageVersion>> copy = new TreeMap<>();
    // In install order, which the report keeps.
    offered.forEach(
        (v, names) -> copy.put(v, Collections.unmodifiableMap(new LinkedHashMap<>(names))));
    while (copy.size() > MAX_OFFERED) {
      copy.remove(copy.firstKey());
    }
    offered = Collections.unmodifiableSortedMap(copy);
  }

  /** After a verified rollout was read. */
  DeviceMemory seen(Instant rollout, HaltMemory haltsNow) {
    Instant latest = signedAt.isBefore(rollout) ? rollout : signedAt;
    return new DeviceMemory(latest, release, installed, haltsNow, offered);
  }

  /** After a release was offered to the device. */
  DeviceMemory offered(OfferRelease of) {
    Map<PackageName, PackageVersion> names = new LinkedHashMap<>();
    of.packages().forEach(p -> names.put(p.name(), p.version()));
    SortedMap<PackageVersion, Map<PackageName, PackageVersion>> next = new TreeMap<>(offered);
    next.put(of.version(), names);
    return new DeviceMemory(signedAt, release, installed, halts, next);
  }

  /** Whether the device may report about a release. */
  boolean knows(PackageVersion version) {
    return offered.containsKey(version);
  }

  /** The packages of a release that the device may report about. */
  Map<PackageName, PackageVersion> offered(PackageVersion version) {
    return offered.getOrDefault(version, Map.of());
  }

  /** After a release was installed; versions never fall. */
  DeviceMemory succeeded(PackageVersion version) {
    Map<PackageName, PackageVersion> next = new LinkedHashMap<>(installed);
    offered(version).forEach((name, v) -> next.merge(name, v, DeviceMemory::higher));
    PackageVersion highest = release.map(own -> higher(own, version)).orElse(version);
    return new DeviceMemory(signedAt, Optional.of(highest), next, halts, offered);
  }

  private static PackageVersion higher(PackageVersion a, PackageVersion b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
