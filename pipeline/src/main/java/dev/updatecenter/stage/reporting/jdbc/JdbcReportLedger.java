package dev.updatecenter.stage.reporting.jdbc;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.RunningState;
import dev.updatecenter.stage.flighting.Salt;
import dev.updatecenter.stage.flighting.Share;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.stage.offer.ShareBucket;
import dev.updatecenter.stage.reporting.DeviceReport;
import dev.updatecenter.stage.reporting.DeviceVote;
import dev.updatecenter.stage.reporting.EnrolledDevice;
import dev.updatecenter.stage.reporting.FailureCount;
import dev.updatecenter.stage.reporting.LastState;
import dev.updatecenter.stage.reporting.ReportLedger;
import dev.updatecenter.stage.reporting.RingVotes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Enrolled devices and their votes in the tables of {@code V6__reports.sql} and {@code
 * V9__device_states.sql}, counted in those of {@code V12__gates.sql} as they are written.
 */
public final class JdbcReportLedger implements ReportLedger {
  private static final String ACCEPTED = "accepted";

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final EnrolmentRows enrolments;
  private final VoteRows votes;
  private final StateRows states;
  private final MemberRows members;
  private final DeviceRows devices;
  private final FailureRows failures;

  /**
   * A ledger over a migrated database.
   *
   * @param transactions over the same database; joins the caller's transaction where there is one
   */
  public JdbcReportLedger(JdbcClient jdbc, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.enrolments = new EnrolmentRows(jdbc);
    this.votes = new VoteRows(jdbc);
    this.states = new StateRows(jdbc);
    this.members = new MemberRows(jdbc);
    this.devices = new DeviceRows(jdbc);
    this.failures = new FailureRows(jdbc);
  }

  @Override
  public void enrol(EnrolledDevice device) {
    transactions.executeWithoutResult(
        status -> {
          Optional<EnrolledDevice> before = enrolments.find(device.product(), device.device());
          if (before.isEmpty()) {
            enrolments.insert(device);
            join(device);
          } else if (!before.get().ring().equals(device.ring())) {
            leave(before.get());
            enrolments.move(device);
            join(device);
          }
        });
  }

  private void leave(EnrolledDevice device) {
    states.leave(device.product(), device.device());
    votes.leave(device.product(), device.ring(), device.device());
    members.change(device.product(), device.ring(), -1);
  }

  private void join(EnrolledDevice device) {
    states.join(device.product(), device.device());
    votes.join(device.product(), device.ring(), device.device());
    members.change(device.product(), device.ring(), 1);
  }

  @Override
  public Optional<EnrolledDevice> find(ProductName product, DeviceId device) {
    return enrolments.find(product, device);
  }

  @Override
  public List<EnrolledDevice> enrolled(ProductName product) {
    return enrolments.list(product);
  }

  @Override
  public List<DeviceId> enrolled(ProductName product, RingName ring) {
    List<DeviceId> devices = new ArrayList<>();
    enrolments.ids(product, ring, devices::add);
    return devices;
  }

  @Override
  public int enrolledCount(ProductName product, RingName ring) {
    return members.of(product, ring).devices();
  }

  @Override
  public int enrolledCount(ProductName product) {
    return enrolments.count(product);
  }

  @Override
  public Set<UUID> settled(ProductName product, LocalDate date) {
    return new HashSet<>(
        jdbc.sql("SELECT report FROM device_reports WHERE product = ? AND reported_on = ?")
            .params(product.value(), date)
            .query((row, n) -> UUID.fromString(row.getString("report")))
            .list());
  }

  @Override
  public boolean accept(DeviceReport report, Instant receivedAt) {
    Boolean fresh =
        transactions.execute(
            status -> {
              if (!settle(report.product(), report.date(), report.id(), ACCEPTED, receivedAt)) {
                return false;
              }
              Instant at = report.at().isAfter(receivedAt) ? receivedAt : report.at();
              votes.count(report, at, isEnrolled(report));
              states.take(report, at);
              return true;
            });
    return Boolean.TRUE.equals(fresh);
  }

  @Override
  public void reject(
      ProductName product, LocalDate date, UUID id, String code, Instant receivedAt) {
    transactions.executeWithoutResult(status -> settle(product, date, id, code, receivedAt));
  }

  @Override
  public RingVotes votes(
      ProductName product, RingName ring, PackageVersion version, Instant silentSince) {
    return votes.sum(product, ring, version, silentSince);
  }

  @Override
  public List<RunningState> states(ProductName product, RingName ring) {
    return states.list(product, ring);
  }

  @Override
  public void running(ProductName product, RingName ring, BiConsumer<RunningState, DeviceId> each) {
    states.each(product, ring, each);
  }

  @Override
  public List<EnrolledDevice> startingWith(ProductName product, String hex, int most) {
    return enrolments.startingWith(product, hex, most);
  }

  @Override
  public Optional<LastState> lastState(ProductName product, DeviceId device) {
    return devices.lastState(product, device);
  }

  @Override
  public List<DeviceVote> votes(ProductName product, DeviceId device) {
    return devices.votes(product, device);
  }

  @Override
  public List<FailureCount> failures(ProductName product) {
    return failures.list(product);
  }

  @Override
  public int inShare(ProductName product, RingName ring, Salt salt, Share share) {
    MemberRows.Members ringNow = members.of(product, ring);
    if (share.equals(Share.ALL) || share.equals(Share.NONE)) {
      return share.equals(Share.ALL) ? ringNow.devices() : 0;
    }
    ShareKey key = ShareKey.of(product, ring, salt, share);
    Optional<Integer> counted = members.counted(key, ringNow.revision());
    if (counted.isPresent()) {
      return counted.get();
    }
    AtomicInteger inside = new AtomicInteger();
    enrolments.ids(
        product, ring, id -> inside.addAndGet(ShareBucket.contains(salt, id, share) ? 1 : 0));
    members.count(key, ringNow.revision(), inside.get());
    return inside.get();
  }

  @Override
  public void unheard(
      ProductName product,
      RingName ring,
      PackageVersion version,
      List<RunningState> running,
      Consumer<DeviceId> each) {
    running.forEach(state -> states.unheard(product, ring, version, state, each));
  }

  private boolean isEnrolled(DeviceReport report) {
    return enrolments
        .find(report.product(), report.device())
        .filter(d -> d.ring().equals(report.ring()))
        .isPresent();
  }

  private boolean settle(
      ProductName product, LocalDate date, UUID id, String outcome, Instant receivedAt) {
    return jdbc.sql(
                """
                INSERT INTO device_reports (product, report, reported_on, outcome, received_at)
                SELECT :product, :report, :date, :outcome, :at
                WHERE NOT EXISTS (SELECT 1 FROM device_reports
                  WHERE product = :product AND reported_on = :date AND report = :report)
                """)
            .param("product", product.value())
            .param("report", id.toString())
            .param("date", date)
            .param("outcome", outcome)
            .param("at", receivedAt.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }
}
