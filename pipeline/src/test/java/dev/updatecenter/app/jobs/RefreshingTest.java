package dev.updatecenter.app.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.wiring.Configuration;
import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.ledger.AuditRecord;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefreshingTest {
  private static final ProductName PRODUCT = new ProductName("ContosoKiosk");
  private static final String MODEL =
      """
      apiVersion: updatecenter/v1
      kind: Product
      metadata: { name: ContosoKiosk }
      deviceModel:
        arch: arm
        edition: iot-core
        servicing: ltsc
        codeIntegrity: { roots: [] }
        baseline: { os: "10.0.17763.1577", ocp: "10.0.0.0" }
        smbios: { manufacturer: Contoso, family: Kiosk, productName: ContosoKiosk, skuNumber: CK-01, baseboardManufacturer: Arrow, baseboardProduct: CK-BB-02 }
        match: HardwareID-3
      rings: [ Preview ]
      """;

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T08:00:00Z"));
  private final Wiring wiring;
  private final RegisteredProduct product;

  RefreshingTest(@TempDir Path folder) {
    this.wiring =
        new Wiring(new Home(folder.resolve("home")), Configuration.EMBEDDED, clock, Progress.NONE);
    this.product = RegisteredProduct.of(MODEL, "", clock.instant());
    wiring.models().register(product);
    wiring
        .roleKeys(PRODUCT)
        .generate(product.model().rings(), wiring.configuration().keys().algorithm());
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  @Test
  void clockThatIsVouchedForRenewsWhatOneAheadSignedAndThatIsOnRecord() {
    clock.pass(Duration.ofDays(30));
    publish();
    clock.pass(Duration.ofDays(-30));

    assertThat(run(false).failure()).map(UpdateCenterException::code).contains("UC5122");
    assertThat(trusted()).isEmpty();

    assertThat(run(true).renewed()).isTrue();
    assertThat(trusted()).hasSize(2);
    assertThat(trusted().get(0).facts())
        .containsEntry("clock", "2026-11-20T08:00:00Z")
        .containsEntry("expires", "2026-12-23T08:00:00Z");
    assertThat(run(false).renewed()).isTrue();
  }

  @Test
  void nothingIsVouchedForWhereTheClockAgrees() {
    publish();

    assertThat(run(true).renewed()).isTrue();
    assertThat(trusted()).isEmpty();
  }

  private void publish() {
    try (Lease lease = wiring.leases().acquire(PRODUCT, "test")) {
      assertThat(Live.publish(wiring, product, false, lease)).isTrue();
    }
  }

  private Refreshing.Result run(boolean trustClock) {
    List<Refreshing.Result> results = new Refreshing(wiring, trustClock).run();
    assertThat(results).hasSize(1);
    return results.get(0);
  }

  private List<AuditRecord> trusted() {
    List<AuditRecord> records = new ArrayList<>();
    wiring.auditTrail().records(PRODUCT).forEachRemaining(records::add);
    return records.stream().filter(r -> r.event().act().equals("trust-clock")).toList();
  }
}
