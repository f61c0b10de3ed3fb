package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.ExpiryPolicy;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.publishing.MetadataChange;
import dev.updatecenter.stage.publishing.ReleaseRoles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release that was submitted, not flighted, and collected as garbage months later. */
class WithdrawnFlightIT {
  @Test
  void aWithdrawnReleaseIsNotFlightedAndHoldsNothingUp(@TempDir Path folder) throws Exception {
    Path home = SampleHome.prepared(folder.resolve("home"));
    CommandRun.of(home, "submit", SampleHome.RELEASE).endsWith(0);
    withdraw(home, "10.0.2.0");

    CommandRun flight =
        CommandRun.of(
            home, "flight", SampleHome.PRODUCT.value(), "--ring", "Preview", "--ocp", "10.0.2.0");

    assertThat(flight.endsWith(5).err()).contains("UC5134", "no flight was started");
    try (Wiring wiring = SampleHome.wiring(home)) {
      assertThat(wiring.flights().list(SampleHome.PRODUCT)).isEmpty();
    }
    CommandRun.of(home, "advance").endsWith(0);
  }

  /** What a collection does after 90 days. */
  private static void withdraw(Path home, String version) {
    try (Wiring wiring = SampleHome.wiring(home);
        Lease lease = wiring.leases().acquire(SampleHome.PRODUCT, "repo gc")) {
      RegisteredProduct product = wiring.models().find(SampleHome.PRODUCT).orElseThrow();
      ReleaseRoles roles = new ReleaseRoles(ExpiryPolicy.STANDARD, Instant.now());
      Set<PackageVersion> versions = Set.of(PackageVersion.parse(version));
      wiring
          .publishing()
          .metadata(product)
          .publish(editor -> MetadataChange.of(roles.without(editor, versions)), lease);
    }
  }
}
