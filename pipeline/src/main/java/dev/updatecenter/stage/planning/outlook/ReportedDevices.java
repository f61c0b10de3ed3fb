package dev.updatecenter.stage.planning.outlook;

import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.devicemodel.HardwareTarget;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.RunningState;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.stage.offer.DeviceState;
import dev.updatecenter.stage.offer.HaltMemory;
import dev.updatecenter.stage.offer.OfferPackage;
import dev.updatecenter.stage.offer.PackageName;
import dev.updatecenter.stage.publishing.PublishedPackage;
import dev.updatecenter.stage.publishing.PublishedRelease;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Devices as an offer asks for them, made of what they reported. A device that never reported runs
 * what its model left the factory with. One that installed a release has the packages of that
 * release; what it kept of earlier ones it does not report, so it is taken for missing.
 */
public final class ReportedDevices {
  /** Any device: no share but none and all is asked of it. */
  static final DeviceId ANYBODY = new DeviceId(ContentDigest.of(new byte[0]));

  private final DeviceModel model;
  private final RingName ring;
  private final Map<PackageVersion, Map<PackageName, PackageVersion>> packages = new HashMap<>();

  /**
   * Devices of a ring.
   *
   * @param releases whatever the product has published
   */
  public ReportedDevices(DeviceModel model, RingName ring, Collection<PublishedRelease> releases) {
    this.model = model;
    this.ring = ring;
    releases.forEach(r -> packages.put(r.version(), names(r.packages())));
  }

  /** A device in a state. */
  public DeviceState of(RunningState state, DeviceId id) {
    HardwareTarget own = model.target();
    return new DeviceState(
        id,
        model.product(),
        ring,
        new TreeMap<>(Map.of(own.number(), own.id())),
        own.baseboardProduct(),
        state.os().orElse(model.baselineOs()),
        state.ocp().orElse(model.baselineOcp()),
        state.release(),
        state.release().map(v -> packages.getOrDefault(v, Map.of())).orElse(Map.of()),
        HaltMemory.NONE);
  }

  private static Map<PackageName, PackageVersion> names(List<PublishedPackage> published) {
    Map<PackageName, PackageVersion> names = new HashMap<>();
    published.stream()
        .map(OfferPackage::of)
        .forEach(p -> names.merge(p.name(), p.version(), (a, b) -> a.compareTo(b) >= 0 ? a : b));
    return names;
  }
}
