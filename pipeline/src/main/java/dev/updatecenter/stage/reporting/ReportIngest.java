package dev.updatecenter.stage.reporting;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.ListedBlob;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes in the reports that lie in the private part of a store. A report that is not to be believed
 * is a finding and never stops the run.
 */
public final class ReportIngest {
  private final BlobStore store;
  private final ReportLedger ledger;
  private final Clock clock;

  /**
   * Reports of a store into a ledger.
   *
   * @param store the private part, where devices put their reports
   */
  public ReportIngest(BlobStore store, ReportLedger ledger, Clock clock) {
    this.store = store;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Takes in all reports about a product that no earlier run has settled. */
  public IngestResult ingest(ProductName product) {
    List<Finding> findings = new ArrayList<>();
    SettledReports settled = new SettledReports(ledger, product);
    ReportCheck check = new ReportCheck(store, ledger, product);
    int accepted = 0;
    int skipped = 0;
    try (Stream<ListedBlob> blobs = store.list(DeviceReport.folder(product))) {
      for (Iterator<ListedBlob> i = blobs.iterator(); i.hasNext(); ) {
        BlobName name = i.next().name();
        Optional<ReportPlace> place = ReportPlace.of(product, name);
        if (place.isEmpty()) {
          findings.add(ReportCheck.misplaced(name, "its name is not <date>/<uuid>.json"));
        } else if (settled.contains(place.get())) {
          skipped++;
        } else {
          accepted += take(check, place.get(), findings) ? 1 : 0;
        }
      }
    }
    return new IngestResult(accepted, skipped, findings);
  }

  private boolean take(ReportCheck check, ReportPlace place, List<Finding> findings) {
    ReportCheck.Verdict verdict = check.check(place);
    if (verdict instanceof ReportCheck.Believed believed) {
      return ledger.accept(believed.report(), clock.instant());
    }
    if (verdict instanceof ReportCheck.Refused refused) {
      findings.add(refused.finding());
      if (refused.forGood()) {
        ledger.reject(
            place.product(), place.date(), place.id(), refused.finding().code(), clock.instant());
      }
    }
    return false;
  }
}
