package dev.updatecenter.app.api;

import java.util.List;

/**
 * What an import came to.
 *
 * @param products those registered; none when a finding is an error
 */
public record ImportJson(int schemaVersion, List<Item> products, List<FindingJson> findings) {
  /** Copies. */
  public ImportJson {
    products = List.copyOf(products);
    findings = List.copyOf(findings);
  }

  /**
   * One product.
   *
   * @param state registered, changed or unchanged
   * @param digest SHA-256 of product.yaml, hex
   * @param newKeys roles that a key was made for
   */
  public record Item(String product, String state, String digest, List<String> newKeys) {
    /** Copies. */
    public Item {
      newKeys = List.copyOf(newKeys);
    }
  }
}
