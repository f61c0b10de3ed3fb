package dev.updatecenter.stage.flighting.jdbc;

import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.flighting.FlightLedger;
import dev.updatecenter.stage.flighting.FlightRecord;
import dev.updatecenter.stage.flighting.Rollout;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Flights and rollouts in the tables of {@code V5__flights.sql}. */
public final class JdbcFlightLedger implements FlightLedger {
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final FlightRows flights;
  private final RolloutRows rollouts;

  /**
   * A ledger over a migrated database.
   *
   * @param transactions over the same database, each one of its own: what was begun stands although
   *     the caller's transaction is rolled back
   */
  public JdbcFlightLedger(JdbcClient jdbc, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.flights = new FlightRows(jdbc);
    this.rollouts = new RolloutRows(jdbc);
  }

  @Override
  public List<FlightRecord> flights(ProductName product) {
    return flights.list(product);
  }

  @Override
  public void begin(FlightRecord flight, Rollout rollout) {
    transactions.executeWithoutResult(
        status -> {
          flights.insert(flight);
          rollouts.save(rollout);
        });
  }

  @Override
  public void passed(ProductName product, long number, Instant at) {
    jdbc.sql(
            "UPDATE flights SET passed_at = :at"
                + " WHERE product = :product AND flight_number = :number AND passed_at IS NULL")
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("product", product.value())
        .param("number", number)
        .update();
  }

  @Override
  public Rollout rollout(ProductName product) {
    return rollouts.read(product);
  }

  @Override
  public void save(Rollout rollout) {
    transactions.executeWithoutResult(status -> rollouts.save(rollout));
  }
}
