package dev.updatecenter.stage.reporting.jdbc;

import static dev.updatecenter.kernel.core.RingName.EARLY_ADOPTER;
import static dev.updatecenter.kernel.core.RingName.PREVIEW;
import static dev.updatecenter.stage.reporting.InstallOutcome.FAILED;
import static dev.updatecenter.stage.reporting.InstallOutcome.INSTALLING;
import static dev.updatecenter.stage.reporting.InstallOutcome.SUCCEEDED;
import static dev.updatecenter.stage.reporting.TestDevice.NOON;
import static dev.updatecenter.stage.reporting.TestDevice.PRODUCT;
import static dev.updatecenter.stage.reporting.TestDevice.V2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.flighting.FailureCode;
import dev.updatecenter.stage.flighting.RunningState;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.stage.reporting.DeviceReport;
import dev.updatecenter.stage.reporting.DeviceVote;
import dev.updatecenter.stage.reporting.EnrolledDevice;
import dev.updatecenter.stage.reporting.FailureCount;
import dev.updatecenter.stage.reporting.RingVotes;
import dev.updatecenter.stage.reporting.TestDevice;
import dev.updatecenter.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdbcReportLedgerTest {
  private static final Instant RECEIVED = NOON.plusSeconds(3600);

  private final TestDatabase database = TestDatabase.open();
  private final JdbcReportLedger ledger =
      new JdbcReportLedger(database.jdbc(), database.transactions());
  private final TestDevice device = TestDevice.create();

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  private RingVotes votes() {
    return ledger.votes(PRODUCT, PREVIEW, V2, NOON);
  }

  @Test
  void theLatestFinalStateCountsInWhateverOrderReportsCome() {
    ledger.enrol(device.in(PREVIEW));
    ledger.accept(device.says(SUCCEEDED, 9), RECEIVED);
    ledger.accept(device.says(FAILED, 3), RECEIVED);

    assertThat(votes().succeeded()).isEqualTo(1);
    assertThat(votes().failed()).isZero();

    ledger.accept(device.says(FAILED, 10), RECEIVED);
    assertThat(votes().succeeded()).isZero();
    assertThat(votes().failuresByCode()).isEqualTo(Map.of(FailureCode.parse("0x800B010A"), 1));
  }

  @Test
  void aReportFromTheFutureDoesNotVoteForEver() {
    ledger.enrol(device.in(PREVIEW));
    ledger.accept(device.says(SUCCEEDED, 60 * 24 * 3650), RECEIVED);
    ledger.accept(device.says(FAILED, 120), RECEIVED.plusSeconds(7200));

    assertThat(votes().failed()).isEqualTo(1);
    assertThat(votes().succeeded()).isZero();
  }

  @Test
  void theSameReportCountsOnce() {
    ledger.enrol(device.in(PREVIEW));
    DeviceReport report = device.says(SUCCEEDED, 1);

    assertThat(ledger.accept(report, RECEIVED)).isTrue();
    assertThat(ledger.accept(report, RECEIVED)).isFalse();
    assertThat(ledger.settled(PRODUCT, report.date())).containsExactly(report.id());
    assertThat(ledger.settled(new ProductName("Other"), report.date())).isEmpty();
  }

  @Test
  void aDeviceThatMovedTakesItsVoteOutOfTheOldRing() {
    ledger.enrol(device.in(PREVIEW));
    ledger.accept(device.says(SUCCEEDED, 1), RECEIVED);
    ledger.enrol(device.in(EARLY_ADOPTER));

    assertThat(votes().succeeded()).isZero();
    assertThat(ledger.votes(PRODUCT, EARLY_ADOPTER, V2, NOON).succeeded()).isZero();
    assertThat(ledger.enrolledCount(PRODUCT, PREVIEW)).isZero();
    assertThat(ledger.enrolled(PRODUCT, EARLY_ADOPTER)).containsExactly(device.key().id());
  }

  @Test
  void findsWhatWasEnrolled() {
    EnrolledDevice enrolled = device.in(PREVIEW);
    ledger.enrol(enrolled);

    assertThat(ledger.find(PRODUCT, device.key().id())).contains(enrolled);
    assertThat(ledger.enrolled(PRODUCT)).containsExactly(enrolled);
    assertThat(ledger.find(new ProductName("Other"), device.key().id())).isEmpty();
  }

  @Test
  void tellsWhatTheDevicesOfARingRun() {
    TestDevice silent = TestDevice.create();
    ledger.enrol(device.in(PREVIEW));
    ledger.enrol(silent.in(PREVIEW));
    DeviceReport late = device.says(FAILED, 9);
    ledger.accept(late, RECEIVED);
    ledger.accept(device.says(SUCCEEDED, 3), RECEIVED);

    assertThat(ledger.states(PRODUCT, PREVIEW))
        .containsExactlyInAnyOrder(
            new RunningState(Optional.empty(), Optional.empty(), Optional.empty(), 1),
            new RunningState(Optional.of(late.os()), Optional.of(late.ocp()), Optional.of(V2), 1));
    assertThat(ledger.states(PRODUCT, EARLY_ADOPTER)).isEmpty();
  }

  @Test
  void goesThroughTheDevicesOfARingWithWhatEachRuns() {
    TestDevice silent = TestDevice.create();
    ledger.enrol(device.in(PREVIEW));
    ledger.enrol(silent.in(PREVIEW));
    ledger.enrol(TestDevice.create().in(EARLY_ADOPTER));
    DeviceReport report = device.says(SUCCEEDED, 3);
    ledger.accept(report, RECEIVED);
    Map<DeviceId, RunningState> running = new HashMap<>();

    ledger.running(PRODUCT, PREVIEW, (state, id) -> running.put(id, state));

    assertThat(running)
        .containsOnly(
            Map.entry(
                silent.key().id(),
                new RunningState(Optional.empty(), Optional.empty(), Optional.empty(), 1)),
            Map.entry(
                device.key().id(),
                new RunningState(
                    Optional.of(report.os()), Optional.of(report.ocp()), Optional.of(V2), 1)));
    assertThat(running.values()).containsAll(ledger.states(PRODUCT, PREVIEW));
  }

  @Test
  void failuresAreCountedByCodeAmongDevicesThatAreStillInTheRing() {
    TestDevice moved = TestDevice.create();
    TestDevice mended = TestDevice.create();
    for (TestDevice each : List.of(device, moved, mended)) {
      ledger.enrol(each.in(PREVIEW));
      ledger.accept(each.says(FAILED, 3), RECEIVED);
    }
    ledger.enrol(moved.in(EARLY_ADOPTER));
    ledger.accept(mended.says(SUCCEEDED, 5), RECEIVED);

    assertThat(ledger.failures(PRODUCT))
        .containsExactly(
            new FailureCount(
                Optional.of(FailureCode.parse("0x800B010A")),
                1,
                NOON.plusSeconds(180),
                NOON.plusSeconds(180),
                List.of(new FailureCount.Place(PREVIEW, V2, 1, NOON.plusSeconds(180)))));
    assertThat(ledger.failures(new ProductName("Other"))).isEmpty();
  }

  @Test
  void singleDeviceIsKnownByItsStateAndItsVotes() {
    ledger.enrol(device.in(PREVIEW));
    assertThat(ledger.lastState(PRODUCT, device.key().id()).orElseThrow().os()).isEmpty();

    ledger.accept(device.says(INSTALLING, 1), RECEIVED);
    ledger.accept(device.says(FAILED, 3), RECEIVED);

    assertThat(ledger.lastState(PRODUCT, device.key().id()).orElseThrow().at())
        .contains(NOON.plusSeconds(180));
    DeviceVote vote = ledger.votes(PRODUCT, device.key().id()).get(0);
    assertThat(vote.code()).contains(FailureCode.parse("0x800B010A"));
    assertThat(vote.beganAt()).contains(NOON.plusSeconds(60));
    assertThat(vote.isKnownAt(NOON)).isFalse();
    assertThat(vote.isKnownAt(NOON.plusSeconds(60))).isTrue();
    assertThat(vote.succeededBy(RECEIVED)).isFalse();
  }

  @Test
  void devicesAreFoundByTheFirstDigitsOfTheirIds() {
    ledger.enrol(device.in(PREVIEW));
    String id = device.key().id().toString();

    assertThat(ledger.startingWith(PRODUCT, id.substring(0, 12), 2)).hasSize(1);
    assertThat(ledger.startingWith(PRODUCT, id, 2)).hasSize(1);
    assertThat(ledger.startingWith(PRODUCT, id.substring(0, 11) + "g", 2)).isEmpty();
    assertThat(ledger.startingWith(new ProductName("Other"), id, 2)).isEmpty();
  }

  @Test
  void whoSpokeAboutAReleaseIsHeard() {
    TestDevice silent = TestDevice.create();
    TestDevice elsewhere = TestDevice.create();
    ledger.enrol(device.in(PREVIEW));
    ledger.enrol(silent.in(PREVIEW));
    ledger.enrol(elsewhere.in(EARLY_ADOPTER));

    assertThat(unheard()).containsExactlyInAnyOrder(device.key().id(), silent.key().id());
    ledger.accept(device.says(FAILED, 9), RECEIVED);
    assertThat(unheard()).containsExactly(silent.key().id());
  }

  private List<DeviceId> unheard() {
    List<DeviceId> heard = new ArrayList<>();
    ledger.unheard(PRODUCT, PREVIEW, V2, ledger.states(PRODUCT, PREVIEW), heard::add);
    return heard;
  }
}
