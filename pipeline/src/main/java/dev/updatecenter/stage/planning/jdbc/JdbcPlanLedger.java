package dev.updatecenter.stage.planning.jdbc;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.document.CanonicalJson;
import dev.updatecenter.stage.planning.BoundPlan;
import dev.updatecenter.stage.planning.PlanFile;
import dev.updatecenter.stage.planning.PlanLedger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** {@link PlanLedger} in tables {@code bound_plan} and {@code judged_plan}. */
public final class JdbcPlanLedger implements PlanLedger {
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Clock clock;

  /**
   * Joins the parts.
   *
   * @param transactions that always begin one of their own
   */
  public JdbcPlanLedger(JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public void keep(BoundPlan plan) {
    if (find(plan.digest()).isPresent()) {
      return;
    }
    transactions.executeWithoutResult(
        status ->
            // What somebody altered under this digest gives way to what it binds.
            jdbc.sql("delete from bound_plan where digest = ?")
                .param(plan.digest().hex())
                .update());
    try {
      transactions.executeWithoutResult(status -> insert(plan));
    } catch (DuplicateKeyException keptByAnotherProcess) {
      // The same digest binds the same.
    }
  }

  private void insert(BoundPlan plan) {
    String bound = new String(CanonicalJson.bytes(plan.bound()), StandardCharsets.UTF_8);
    jdbc.sql("insert into bound_plan (digest, product, bound, kept_at) values (?, ?, ?, ?)")
        .param(plan.digest().hex())
        .param(plan.product().value())
        .param(bound)
        .param(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .update();
  }

  @Override
  public Optional<Map<String, Object>> find(ContentDigest digest) {
    return jdbc.sql("select bound from bound_plan where digest = ?")
        .param(digest.hex())
        .query(String.class)
        .optional()
        .flatMap(bound -> PlanFile.bound(bound.getBytes(StandardCharsets.UTF_8), digest));
  }

  @Override
  public void judged(ContentDigest submission, ContentDigest plan) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("delete from judged_plan where submission = ?").param(submission.hex()).update();
          jdbc.sql("insert into judged_plan (submission, plan) values (?, ?)")
              .param(submission.hex())
              .param(plan.hex())
              .update();
        });
  }

  @Override
  public Optional<ContentDigest> judged(ContentDigest submission) {
    return jdbc.sql("select plan from judged_plan where submission = ?")
        .param(submission.hex())
        .query(String.class)
        .optional()
        .map(ContentDigest::ofHex);
  }

  @Override
  public void signing(ProductName product, RingName ring, ContentDigest plan) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("delete from signing_plan where product = ? and ring = ?")
              .params(product.value(), ring.value())
              .update();
          jdbc.sql("insert into signing_plan (product, ring, plan) values (?, ?, ?)")
              .params(product.value(), ring.value(), plan.hex())
              .update();
        });
  }

  @Override
  public Optional<ContentDigest> signing(ProductName product, RingName ring) {
    return jdbc.sql("select plan from signing_plan where product = ? and ring = ?")
        .params(product.value(), ring.value())
        .query(String.class)
        .optional()
        .map(ContentDigest::ofHex);
  }
}
