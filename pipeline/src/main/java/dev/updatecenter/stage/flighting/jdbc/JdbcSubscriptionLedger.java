package dev.updatecenter.stage.flighting.jdbc;

import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.flighting.subscription.DomainName;
import dev.updatecenter.stage.flighting.subscription.Subscription;
import dev.updatecenter.stage.flighting.subscription.SubscriptionLedger;
import dev.updatecenter.stage.flighting.subscription.SubscriptionName;
import dev.updatecenter.stage.flighting.subscription.SubscriptionTerms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Subscriptions in the table of {@code V13__subscriptions.sql}. */
public final class JdbcSubscriptionLedger implements SubscriptionLedger {
  private static final String KEY = " WHERE product = :product AND name_key = :key";

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  /** A ledger over a migrated database. */
  public JdbcSubscriptionLedger(JdbcClient jdbc, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  @Override
  public List<Subscription> list(ProductName product) {
    return jdbc.sql("SELECT * FROM subscriptions WHERE product = ? ORDER BY name_key")
        .param(product.value())
        .query((row, n) -> subscription(row))
        .list();
  }

  @Override
  public Optional<Subscription> find(ProductName product, SubscriptionName name) {
    return keyed("SELECT * FROM subscriptions" + KEY, product, name)
        .query((row, n) -> subscription(row))
        .optional();
  }

  @Override
  public void save(Subscription subscription) {
    transactions.executeWithoutResult(
        status -> {
          remove(subscription.product(), subscription.name());
          insert(subscription);
        });
  }

  private void insert(Subscription subscription) {
    SubscriptionTerms terms = subscription.terms();
    keyed(
            """
            INSERT INTO subscriptions (product, name_key, name, quantity, billing_domain,
              admin_domain, notes, created_at, changed_at)
            VALUES (:product, :key, :name, :quantity, :billing, :admin, :notes, :created, :changed)
            """,
            subscription.product(),
            subscription.name())
        .param("name", subscription.name().value())
        .param("quantity", terms.quantity())
        .param("billing", terms.billingDomain().value())
        .param("admin", terms.adminDomain().value())
        .param("notes", terms.notes())
        .param("created", subscription.createdAt().atOffset(ZoneOffset.UTC))
        .param("changed", subscription.changedAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  @Override
  public void remove(ProductName product, SubscriptionName name) {
    keyed("DELETE FROM subscriptions" + KEY, product, name).update();
  }

  private JdbcClient.StatementSpec keyed(String sql, ProductName product, SubscriptionName name) {
    return jdbc.sql(sql).param("product", product.value()).param("key", name.key());
  }

  private static Subscription subscription(ResultSet row) throws SQLException {
    return new Subscription(
        new ProductName(row.getString("product")),
        new SubscriptionName(row.getString("name")),
        new SubscriptionTerms(
            row.getInt("quantity"),
            new DomainName(row.getString("billing_domain")),
            new DomainName(row.getString("admin_domain")),
            row.getString("notes")),
        instant(row, "created_at"),
        instant(row, "changed_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
