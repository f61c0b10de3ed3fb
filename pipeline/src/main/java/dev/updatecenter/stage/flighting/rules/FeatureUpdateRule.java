package dev.updatecenter.stage.flighting.rules;

import dev.updatecenter.capability.devicemodel.Servicing;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.flighting.FlightCase;
import dev.updatecenter.stage.flighting.FlightRule;
import java.util.function.Consumer;

/**
 * UC6032: a long-term product takes quality updates only, so the OS stays in its build family.
 * Device Update Center User Guide, "IoT Core Services".
 */
final class FeatureUpdateRule implements FlightRule {
  @Override
  public void check(FlightCase flight, Consumer<Finding> report) {
    if (flight.model().servicing() == Servicing.LTSC) {
      flight.request().os().ifPresent(os -> families(flight, os, report));
    }
  }

  private static void families(FlightCase flight, PackageVersion os, Consumer<Finding> report) {
    PackageVersion image = flight.model().baselineOs();
    if (!BuildFamily.of(os).equals(BuildFamily.of(image))) {
      report.accept(finding(os, "the product's images have " + image));
    }
    flight.admitted().stream()
        .filter(group -> group.devices() > 0 && group.os().compareTo(os) < 0)
        .filter(group -> !BuildFamily.of(group.os()).equals(BuildFamily.of(os)))
        .map(group -> finding(os, group.count() + " run " + group.os()))
        .forEach(report);
  }

  private static Finding finding(PackageVersion os, String others) {
    return Finding.error("UC6032", os.toString(), "OS " + os + " is a feature update: " + others)
        .because("the product is serviced long-term: security and quality updates, no new features")
        .fixedBy(
            "name an OS version of the same build; devices of another build belong in another"
                + " product");
  }
}
