package dev.updatecenter.stage.reporting;

import dev.updatecenter.kernel.core.ProductName;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What earlier runs settled, asked once a folder: a listing goes from folder to folder. */
final class SettledReports {
  private final ReportLedger ledger;
  private final ProductName product;
  private Optional<LocalDate> date = Optional.empty();
  private Set<UUID> ids = Set.of();

  SettledReports(ReportLedger ledger, ProductName product) {
    this.ledger = ledger;
    this.product = product;
  }

  boolean contains(ReportPlace place) {
    if (date.filter(place.date()::equals).isEmpty()) {
      date = Optional.of(place.date());
      ids = ledger.settled(product, place.date());
    }
    return ids.contains(place.id());
  }
}
