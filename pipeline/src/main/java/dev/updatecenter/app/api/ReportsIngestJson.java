package dev.updatecenter.app.api;

import java.util.List;

/** The result of {@code reports ingest}. */
public record ReportsIngestJson(int schemaVersion, List<ProductJson> products) {
  /** Copies. */
  public ReportsIngestJson {
    products = List.copyOf(products);
  }

  /**
   * What came in for one product.
   *
   * @param accepted reports that are new and count
   * @param skipped reports that count no longer or never did
   */
  public record ProductJson(String product, int accepted, int skipped, List<FindingJson> findings) {
    /** Copies. */
    public ProductJson {
      findings = List.copyOf(findings);
    }
  }
}
