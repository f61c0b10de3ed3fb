package dev.updatecenter.app.api;

import dev.updatecenter.capability.devicemodel.Provenance;
import dev.updatecenter.kernel.core.ProductName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import came to.
 *
 * @param products those registered; none when a finding is an error
 * @param taken which values come from which files
 * @param guessed which values no file says
 */
public record ImportJson(
    int schemaVersion,
    List<Item> products,
    List<FindingJson> findings,
    List<Taken> taken,
    List<Guessed> guessed) {
  /** Copies. */
  public ImportJson {
    products = List.copyOf(products);
    findings = List.copyOf(findings);
    taken = List.copyOf(taken);
    guessed = List.copyOf(guessed);
  }

  /**
   * One product.
   *
   * @param state registered, changed or unchanged
   * @param digest SHA-256 of product.yaml, hex
   * @param newKeys roles that a key was made for
   * @param hardware what devices are recognized by, and why
   * @param written product.yaml and release.yaml, as far as they were derived
   */
  public record Item(
      String product,
      String state,
      String digest,
      List<String> newKeys,
      HardwareJson hardware,
      List<String> written) {
    /** Copies. */
    public Item {
      newKeys = List.copyOf(newKeys);
      written = List.copyOf(written);
    }
  }

  /**
   * A value that a file says.
   *
   * @param what such as {@code skuNumber}, {@code arch} or {@code ocp (retail)}
   * @param line from 1; null where the file has none
   */
  public record Taken(
      String product,
      String what,
      String value,
      String file,
      @Nullable Integer line,
      @Nullable Integer column) {}

  /**
   * A value that was chosen.
   *
   * @param what such as {@code servicing} or {@code release.rings}
   */
  public record Guessed(String product, String what, String value, String why) {}

  /** The shape of what was taken for a product. */
  public static List<Taken> taken(ProductName product, Provenance provenance) {
    return provenance.taken().stream()
        .map(
            t ->
                new Taken(
                    product.value(),
                    t.what(),
                    t.value(),
                    t.from().file(),
                    t.from().line() == 0 ? null : t.from().line(),
                    t.from().column() == 0 ? null : t.from().column()))
        .toList();
  }

  /** The shape of what was guessed for a product. */
  public static List<Guessed> guessed(ProductName product, Provenance provenance) {
    return provenance.guessed().stream()
        .map(g -> new Guessed(product.value(), g.what(), g.value(), g.why()))
        .toList();
  }
}
