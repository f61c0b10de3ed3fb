package dev.updatecenter.kernel.core;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of a product, safe in paths and URLs.
 *
 * @param value matches {@code [A-Za-z][A-Za-z0-9._-]{0,63}} and is not a reserved word; or {@link
 *     #HOME}
 */
public record ProductName(String value) implements Comparable<ProductName> {
  static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");

  /** Names that the published layout uses itself. */
  static final Set<String> RESERVED =
      Set.of("packages", "root", "targets", "snapshot", "timestamp", "rollout");

  /**
   * Stands where a product would for acts of no product, such as signing single files. Not of the
   * form of a name: nobody can call a product so, and nothing of it is published.
   */
  public static final ProductName HOME = new ProductName("_home");

  /** Refuses a name that could not be published. */
  public ProductName {
    if (!value.equals("_home")) {
      require(value, "product");
    }
  }

  /**
   * A name that somebody gave.
   *
   * @throws IllegalArgumentException for a name that could not be published, {@link #HOME} too
   */
  public static ProductName of(String given) {
    require(given, "product");
    return new ProductName(given);
  }

  static void require(String value, String what) {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a " + what + " name matches " + FORM.pattern() + ": " + value);
    }
    if (RESERVED.contains(value)) {
      throw new IllegalArgumentException("'" + value + "' is reserved, not a " + what + " name");
    }
  }

  @Override
  public int compareTo(ProductName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
