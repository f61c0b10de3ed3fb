package dev.updatecenter.stage.flighting.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.flighting.subscription.DomainName;
import dev.updatecenter.stage.flighting.subscription.Subscription;
import dev.updatecenter.stage.flighting.subscription.SubscriptionName;
import dev.updatecenter.stage.flighting.subscription.SubscriptionTerms;
import dev.updatecenter.testing.TestDatabase;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdbcSubscriptionLedgerTest {
  private static final ProductName KIOSK = new ProductName("ContosoKiosk");
  private static final ProductName PANEL = new ProductName("ContosoPanel");
  private static final Instant THEN = Instant.parse("2026-11-21T09:30:00.123456Z");

  private final TestDatabase database = TestDatabase.open();
  private final JdbcSubscriptionLedger ledger =
      new JdbcSubscriptionLedger(database.jdbc(), database.transactions());

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  private static SubscriptionTerms terms(int quantity) {
    return new SubscriptionTerms(
        quantity,
        new DomainName("contoso.example"),
        new DomainName("kiosks.example"),
        "Order 4711");
  }

  private static Subscription subscription(ProductName product, String name, int quantity) {
    return Subscription.created(product, new SubscriptionName(name), terms(quantity), THEN);
  }

  @Test
  void givesBackWhatWasSavedByProductAndName() {
    Subscription second = subscription(KIOSK, "second", 500_000);
    Subscription first = subscription(KIOSK, "First", 10);
    Subscription other = subscription(PANEL, "First", 11);
    ledger.save(second);
    ledger.save(first);
    ledger.save(other);

    assertThat(ledger.list(KIOSK)).containsExactly(first, second);
    assertThat(ledger.list(PANEL)).containsExactly(other);
    assertThat(ledger.list(new ProductName("ContosoDesk"))).isEmpty();
  }

  @Test
  void findsAndReplacesByNameInAnyCapitals() {
    Subscription before = subscription(KIOSK, "Kiosks", 10);
    ledger.save(before);
    Subscription after = before.changed(terms(20), THEN.plusSeconds(60));
    ledger.save(after);

    assertThat(ledger.list(KIOSK)).containsExactly(after);
    assertThat(ledger.find(KIOSK, new SubscriptionName("KIOSKS"))).contains(after);
    assertThat(ledger.find(PANEL, new SubscriptionName("Kiosks"))).isEmpty();
  }

  @Test
  void forgetsOneAndNoOther() {
    ledger.save(subscription(KIOSK, "Kiosks", 10));
    ledger.save(subscription(PANEL, "Kiosks", 10));

    ledger.remove(KIOSK, new SubscriptionName("kiosks"));
    ledger.remove(KIOSK, new SubscriptionName("kiosks"));

    assertThat(ledger.list(KIOSK)).isEmpty();
    assertThat(ledger.list(PANEL)).hasSize(1);
  }
}
