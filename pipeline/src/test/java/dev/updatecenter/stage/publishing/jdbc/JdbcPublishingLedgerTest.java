package dev.updatecenter.stage.publishing.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.publishing.PublishedReleases;
import dev.updatecenter.stage.publishing.PublishingLedger;
import dev.updatecenter.stage.publishing.ReleaseTraits;
import dev.updatecenter.stage.publishing.TestReleases;
import dev.updatecenter.testing.TestDatabase;
import dev.updatecenter.testing.TestSubmissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdbcPublishingLedgerTest {
  private static final ProductName PRODUCT = new ProductName("ContosoKiosk");
  private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");

  private final TestDatabase database = TestDatabase.open();
  private final PublishingLedger ledger =
      new JdbcPublishingLedger(database.jdbc(), database.transactions(), Clock.systemUTC());

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void givesBackWhatWasRecordedAndTheSameAgainChangesNothing() {
    PublishingLedger.Entry entry = record("10.0.2.0");

    ledger.record(entry);

    assertThat(ledger.list(PRODUCT)).containsExactly(entry);
    assertThat(ledger.list(new ProductName("Other"))).isEmpty();
  }

  @Test
  void findsAReleaseByItsProductAndVersionAlone() {
    record("10.0.9.0");
    PublishingLedger.Entry entry = record("10.0.2.0");

    assertThat(ledger.find(PRODUCT, PackageVersion.parse("10.0.2.0"))).hasValue(entry);
    assertThat(ledger.find(PRODUCT, PackageVersion.parse("10.0.2.1"))).isEmpty();
    assertThat(ledger.find(new ProductName("Other"), entry.version())).isEmpty();
  }

  @Test
  void newestIsFirstByNumberNotByText() {
    record("10.0.9.0");
    record("10.0.10.0");
    record("10.0.2.0");

    assertThat(new PublishedReleases(ledger).list(PRODUCT))
        .extracting(r -> r.version().toString())
        .containsExactly("10.0.10.0", "10.0.9.0", "10.0.2.0");
    assertThat(new PublishedReleases(ledger).highest(PRODUCT))
        .hasValue(PackageVersion.parse("10.0.10.0"));
  }

  @Test
  void revisionCountsOnlyWhatDiffersFromTheNewest() {
    PackageVersion version = record("10.0.2.0").version();
    String text = TestSubmissions.document("10.0.2.0");

    assertThat(ledger.revise(PRODUCT, version, text)).isFalse();
    assertThat(ledger.revise(PRODUCT, version, text + "notes: New.\n")).isTrue();
    assertThat(ledger.revise(PRODUCT, version, text)).isTrue();

    assertThat(ledger.revision(PRODUCT, version).orElseThrow().number()).isEqualTo(3);
  }

  @Test
  void releaseIsToldByItsNewestRevision() {
    PackageVersion version = record("10.0.2.0").version();
    ledger.revise(
        PRODUCT, version, TestSubmissions.document("10.0.2.0") + "notes: The touch wakes.\n");

    assertThat(new PublishedReleases(ledger).find(PRODUCT, version).orElseThrow().notes())
        .isEqualTo("The touch wakes.");
  }

  @Test
  void remembersTestBuildsAndKernelCode() {
    record("10.0.2.0");
    record("10.0.3.0", false, true);

    List<PublishedRelease> releases = new PublishedReleases(ledger).list(PRODUCT);

    assertThat(releases.get(0).traits()).isEqualTo(new ReleaseTraits(false, false, true));
    assertThat(releases.get(1).traits()).isEqualTo(new ReleaseTraits(false, true, false));
  }

  @Test
  void osOfWindowsUpdateIsOneThatMayMoveApart() {
    PackageVersion version = record("10.0.2.0").version();
    String os = "payload:\n  os: { version: \"10.0.17763.2114\", source: windows-update }\n";
    ledger.revise(PRODUCT, version, TestSubmissions.document("10.0.2.0").replace("payload:\n", os));

    PublishedRelease release = new PublishedReleases(ledger).find(PRODUCT, version).orElseThrow();

    assertThat(release.os()).hasValue(PackageVersion.parse("10.0.17763.2114"));
    assertThat(release.traits().windowsUpdate()).isTrue();
  }

  private PublishingLedger.Entry record(String version) {
    return record(version, true, false);
  }

  private PublishingLedger.Entry record(String version, boolean retail, boolean kernelCode) {
    ContentDigest submission = ContentDigest.of(version.getBytes(UTF_8));
    database
        .jdbc()
        .sql("insert into submission (digest, product, version, received_at) values (?, ?, ?, ?)")
        .params(submission.hex(), PRODUCT.value(), version, AT.atOffset(ZoneOffset.UTC))
        .update();
    PublishingLedger.Entry entry =
        new PublishingLedger.Entry(
            PRODUCT,
            PackageVersion.parse(version),
            submission,
            Optional.of(PackageVersion.parse(version)),
            AT,
            List.of(TestReleases.cbs(version), TestReleases.pkg("msix", "App", version, "a.msix")),
            retail,
            kernelCode);
    ledger.record(entry);
    ledger.revise(PRODUCT, entry.version(), TestSubmissions.document(version));
    return entry;
  }
}
