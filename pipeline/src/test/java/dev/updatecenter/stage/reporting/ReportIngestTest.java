package dev.updatecenter.stage.reporting;

import static dev.updatecenter.kernel.core.RingName.EARLY_ADOPTER;
import static dev.updatecenter.kernel.core.RingName.PREVIEW;
import static dev.updatecenter.stage.reporting.InstallOutcome.FAILED;
import static dev.updatecenter.stage.reporting.InstallOutcome.INSTALLING;
import static dev.updatecenter.stage.reporting.InstallOutcome.SUCCEEDED;
import static dev.updatecenter.stage.reporting.TestDevice.NOON;
import static dev.updatecenter.stage.reporting.TestDevice.PRODUCT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.blobstore.filesystem.FilesystemBlobStore;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.HaltRules;
import dev.updatecenter.stage.flighting.RingHealth;
import dev.updatecenter.stage.flighting.RingRelease;
import dev.updatecenter.stage.flighting.Share;
import dev.updatecenter.stage.flighting.TestFlights;
import dev.updatecenter.stage.offer.ShareBucket;
import dev.updatecenter.stage.publishing.TestReleases;
import dev.updatecenter.stage.reporting.jdbc.JdbcReportLedger;
import dev.updatecenter.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportIngestTest {
  private final TestDatabase database = TestDatabase.open();
  private final JdbcReportLedger ledger =
      new JdbcReportLedger(database.jdbc(), database.transactions());
  private final TestDevice device = TestDevice.create();
  private final BlobStore store;
  private final ReportIngest ingest;

  ReportIngestTest(@TempDir Path folder) {
    store = new FilesystemBlobStore(folder);
    Clock clock = Clock.fixed(NOON.plus(Duration.ofHours(1)), ZoneOffset.UTC);
    ingest = new ReportIngest(store, ledger, clock);
  }

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  private void put(String name, byte[] content) {
    store.putIfAbsent(new BlobName(name), BlobSource.of(content), CachePolicy.MUTABLE_PRIVATE);
  }

  private void send(TestDevice from, DeviceReport report) {
    put(report.blob().value(), from.sign(report));
  }

  private RingHealth health(String share, Instant now) {
    RingRelease standing = TestFlights.standing(share);
    Flight flight =
        TestFlights.flight(
            TestReleases.ocp("10.0.2.0", TestFlights.settings(PREVIEW, TestFlights.allEnrolled())),
            HaltRules.DEFAULT,
            false,
            standing);
    return new ReportedRingHealth(ledger, any -> state -> false).health(flight, now);
  }

  @Test
  void countsTheReportsOfEnrolledDevicesOnce() {
    ledger.enrol(device.in(PREVIEW));
    send(device, device.says(INSTALLING, 1));
    send(device, device.says(SUCCEEDED, 9));

    assertThat(ingest.ingest(PRODUCT)).isEqualTo(new IngestResult(2, 0, List.of()));
    assertThat(ingest.ingest(PRODUCT)).isEqualTo(new IngestResult(0, 2, List.of()));
    RingHealth health = health("1", NOON);
    assertThat(health.enrolled()).isEqualTo(1);
    assertThat(health.succeeded()).isEqualTo(1);
    assertThat(health.installing()).as("one vote a device").isZero();
  }

  @Test
  void anUnknownDeviceCountsOnceItIsEnrolled() {
    send(device, device.says(FAILED, 1));

    assertThat(ingest.ingest(PRODUCT).findings())
        .extracting(Finding::code)
        .containsExactly("UC7004");
    assertThat(health("1", NOON).failed()).isZero();

    ledger.enrol(device.in(PREVIEW));
    assertThat(ingest.ingest(PRODUCT).accepted()).isEqualTo(1);
    assertThat(health("1", NOON).failed()).isEqualTo(1);
  }

  @Test
  void aDeviceDoesNotVoteInARingItIsNotEnrolledIn() {
    ledger.enrol(device.in(EARLY_ADOPTER));
    send(device, device.says(SUCCEEDED, 1));

    assertThat(ingest.ingest(PRODUCT).findings())
        .extracting(Finding::code)
        .containsExactly("UC7005");
  }

  @Test
  void badFilesAreFindingsAndStopNothing() {
    ledger.enrol(device.in(PREVIEW));
    DeviceReport good = device.says(SUCCEEDED, 9);
    DeviceReport forged = device.says(SUCCEEDED, 8);
    String day = "reports/ContosoKiosk/2026-11-20/";
    send(device, good);
    put(
        forged.blob().value(),
        new String(device.sign(forged), StandardCharsets.UTF_8)
            .replace("\"ring\":\"Preview\"", "\"ring\":\"EarlyAdopter\"")
            .getBytes(StandardCharsets.UTF_8));
    put(day + "00000000-0000-4000-8000-000000000001.json", new byte[0]);
    put(day + "00000000-0000-4000-8000-000000000002.json", new byte[SignedReport.MAX_BYTES + 1]);
    put(day + "00000000-0000-4000-8000-000000000003.json", device.sign(good));
    put("reports/ContosoKiosk/2026-11-21/" + good.id() + ".json", device.sign(good));
    put(day + "readme.txt", new byte[] {1});

    IngestResult result = ingest.ingest(PRODUCT);

    assertThat(result.accepted()).isEqualTo(1);
    assertThat(result.findings())
        .extracting(Finding::code)
        .containsExactlyInAnyOrder("UC7002", "UC7001", "UC7001", "UC7003", "UC7003", "UC7003");
    assertThat(health("1", NOON).succeeded()).isEqualTo(1);
  }

  @Test
  void aMisplacedCopyDoesNotSuppressTheReport() {
    ledger.enrol(device.in(PREVIEW));
    DeviceReport report = device.says(FAILED, 9);
    put("reports/ContosoKiosk/2026-11-19/" + report.id() + ".json", device.sign(report));
    send(device, report);

    assertThat(ingest.ingest(PRODUCT).accepted()).isEqualTo(1);
    assertThat(health("1", NOON).failed()).isEqualTo(1);
  }

  @Test
  void rejectsABadFileOnceForAll() {
    put("reports/ContosoKiosk/2026-11-20/00000000-0000-4000-8000-000000000001.json", new byte[0]);

    assertThat(ingest.ingest(PRODUCT).findings()).hasSize(1);
    assertThat(ingest.ingest(PRODUCT)).isEqualTo(new IngestResult(0, 1, List.of()));
  }

  @Test
  void offeredAreTheEnrolledDevicesInTheShare() {
    int inside = 0;
    for (int i = 0; i < 40; i++) {
      TestDevice other = TestDevice.create();
      ledger.enrol(other.in(PREVIEW));
      boolean in = ShareBucket.contains(TestFlights.SALT, other.key().id(), Share.ofPercent(50));
      inside += in ? 1 : 0;
    }

    assertThat(health("0.5", NOON).offered()).isEqualTo(inside);
    assertThat(health("0", NOON).offered()).isZero();
    assertThat(health("1", NOON).offered()).isEqualTo(40);
  }

  @Test
  void aDeviceThatBeganAndFellSilentIsLost() {
    ledger.enrol(device.in(PREVIEW));
    send(device, device.says(INSTALLING, 0));
    send(device, device.says(INSTALLING, 50));
    ingest.ingest(PRODUCT);

    Instant dayLater = NOON.plus(HaltRules.DEFAULT.silentAfter());
    assertThat(health("1", dayLater.minusSeconds(1)).installing()).isEqualTo(1);
    assertThat(health("1", dayLater).lost())
        .as("restarting again and again puts nothing off")
        .isEqualTo(1);
    assertThat(health("1", dayLater).installing()).isZero();
  }
}
