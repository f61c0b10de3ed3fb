package dev.updatecenter.stage.flighting;

import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.submission.Requirements;
import dev.updatecenter.stage.submission.RingSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request with all that it names, as a {@link FlightRule} judges it.
 *
 * @param request what somebody wants
 * @param release the published release of its version
 * @param ring the ring to move
 * @param context everything else
 */
public record FlightCase(
    FlightRequest request, PublishedRelease release, FlightRing ring, FlightContext context) {
  /** The product's devices. */
  public DeviceModel model() {
    return context.model();
  }

  /** How the release says that the ring is flighted, if it says so. */
  public Optional<RingSettings> settings() {
    return release.rings().stream().filter(s -> s.ring().equals(ring.name())).findFirst();
  }

  /** Whether devices get the release's packages, and not an OS version alone. */
  public boolean takesPackages() {
    return FlightTarget.takesPackages(release, request.ocp());
  }

  /** How many devices are enrolled in the ring. */
  public int enrolled() {
    return context.states().stream().mapToInt(RunningState::devices).sum();
  }

  /**
   * What devices run to which the ring offers the flight: the enrolled ones, and those that still
   * come from the factory, as a group that may have no device.
   */
  public List<DeviceGroup> groups() {
    Map<List<PackageVersion>, DeviceGroup> groups = new LinkedHashMap<>();
    DeviceGroup factory = new DeviceGroup(model().baselineOs(), model().baselineOcp(), 0);
    groups.put(factory.key(), factory);
    for (RunningState state : context.states()) {
      DeviceGroup group =
          new DeviceGroup(
              state.os().orElse(model().baselineOs()),
              state.ocp().orElse(model().baselineOcp()),
              state.devices());
      groups.merge(group.key(), group, DeviceGroup::plus);
    }
    return new ArrayList<>(groups.values());
  }

  /** The groups that {@code requires} of the release does not keep out. */
  public List<DeviceGroup> admitted() {
    return groups().stream().filter(this::admits).toList();
  }

  /** Whether {@code requires} of the release lets a group take it. */
  public boolean admits(DeviceGroup group) {
    Requirements requires = release.requires();
    return requires.os().filter(floor -> group.os().compareTo(floor) < 0).isEmpty()
        && requires.ocp().filter(floor -> group.ocp().compareTo(floor) < 0).isEmpty();
  }

  /** The admitted groups whose packages the flight would bring up to date. */
  public List<DeviceGroup> installing() {
    return admitted().stream()
        .filter(g -> request.ocp().filter(v -> g.ocp().compareTo(v) >= 0).isEmpty())
        .toList();
  }

  /**
   * Whether a group has devices, or stands for all of a ring that nobody is enrolled in: what would
   * befall it refuses a flight; what could only befall devices to come is a warning.
   */
  public boolean isThere(DeviceGroup group) {
    return group.devices() > 0 || enrolled() == 0;
  }
}
