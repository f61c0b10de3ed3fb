package dev.updatecenter.stage.flighting.rules;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.flighting.DeviceGroup;
import dev.updatecenter.stage.flighting.FlightCase;
import dev.updatecenter.stage.flighting.FlightRule;
import java.util.function.Consumer;

/**
 * UC6030: an OEM custom package carries SHA-2 signatures, which Windows understands from a certain
 * update on.
 */
final class Sha2FloorRule implements FlightRule {
  // Device Update Center User Guide, "Publish the update": the guide prints .611 as well; the
  // update that brought it is .615.
  private static final PackageVersion FLOOR = PackageVersion.parse("10.0.17763.615");
  private static final PackageVersion FLOOR_1803 = PackageVersion.parse("10.0.17134.885");

  @Override
  public void check(FlightCase flight, Consumer<Finding> report) {
    if (flight.request().ocp().isEmpty()) {
      return;
    }
    boolean moved = flight.request().os().filter(Sha2FloorRule::understands).isPresent();
    flight.installing().stream()
        .filter(group -> !understands(group.os()))
        .map(group -> finding(flight, group, moved))
        .forEach(report);
  }

  private static boolean understands(PackageVersion os) {
    boolean is1803 = os.major() == 10 && os.minor() == 0 && os.build() == FLOOR_1803.build();
    return os.compareTo(is1803 ? FLOOR_1803 : FLOOR) >= 0;
  }

  private static Finding finding(FlightCase flight, DeviceGroup group, boolean moved) {
    String subject = flight.ring().name().value();
    String message =
        "%s with Windows %s cannot verify its packages".formatted(group.count(), group.os());
    String why =
        "SHA-2 signatures need %s or later, on version 1803 %s".formatted(FLOOR, FLOOR_1803);
    String guard = "write requires: { os: \">=" + FLOOR + "\" } into release.yaml";
    if (moved) {
      return Finding.warning("UC6030", subject, message + " before the OS has come")
          .because(why + "; packages do not wait for an OS version unless 'requires' names it")
          .fixedBy(guard + ", and move the OS first");
    }
    Finding finding =
        flight.isThere(group)
            ? Finding.error("UC6030", subject, message)
            : Finding.warning("UC6030", subject, message);
    return finding
        .because(why)
        .fixedBy("move the OS with the same flight ('--os'), or first; or " + guard);
  }
}
