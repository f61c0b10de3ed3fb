package dev.updatecenter.stage.flighting.rules;

import dev.updatecenter.capability.devicemodel.Edition;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.flighting.DeviceGroup;
import dev.updatecenter.stage.flighting.FlightCase;
import dev.updatecenter.stage.flighting.FlightRule;
import java.util.function.Consumer;

/**
 * UC6031: kernel-mode code by an OEM's word alone loads on IoT Core from a certain version on. Not
 * even a flight that moves the OS makes up for it: packages do not wait for that.
 */
final class KernelFloorRule implements FlightRule {
  // Windows IoT Core documentation, OEM driver signing; the same floor as UC3217 asks at submit.
  private static final PackageVersion FLOOR = PackageVersion.parse("10.0.17763.1577");

  @Override
  public void check(FlightCase flight, Consumer<Finding> report) {
    if (!flight.takesPackages()
        || !flight.release().traits().kernelCode()
        || flight.model().edition() != Edition.IOT_CORE) {
      return;
    }
    flight.installing().stream()
        .filter(group -> group.os().compareTo(FLOOR) < 0)
        .map(group -> finding(flight, group))
        .forEach(report);
  }

  private static Finding finding(FlightCase flight, DeviceGroup group) {
    String subject = flight.ring().name().value();
    String message =
        "%s with Windows %s would not load its kernel-mode code"
            .formatted(group.count(), group.os());
    Finding finding =
        flight.isThere(group)
            ? Finding.error("UC6031", subject, message)
            : Finding.warning("UC6031", subject, message);
    return finding
        .because("Windows looks for an OEM's own root from " + FLOOR + " on")
        .fixedBy("submit the release with requires: { os: \">=" + FLOOR + "\" }");
  }
}
