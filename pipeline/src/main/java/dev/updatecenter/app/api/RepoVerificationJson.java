package dev.updatecenter.app.api;

import dev.updatecenter.stage.upkeep.verify.AuditReport;
import dev.updatecenter.stage.upkeep.verify.ProductAudit;
import java.time.Instant;
import java.util.List;

/**
 * The result of {@code repo verify}.
 *
 * @param place what was verified, as it was named
 * @param verdict {@code valid}, or {@code invalid} when the exit code is not 0
 * @param signatures whether the signatures of packages were judged too
 */
public record RepoVerificationJson(
    int schemaVersion,
    String place,
    String verdict,
    boolean signatures,
    List<Product> products,
    List<FindingJson> findings) {
  /** Copies. */
  public RepoVerificationJson {
    products = List.copyOf(products);
    findings = List.copyOf(findings);
  }

  /** The shape of a report. */
  public static RepoVerificationJson of(String place, boolean signatures, AuditReport report) {
    return new RepoVerificationJson(
        1,
        place,
        report.exit().code() == 0 ? "valid" : "invalid",
        signatures,
        report.products().stream().map(Product::of).toList(),
        FindingJson.of(report.findings()));
  }

  /**
   * A product.
   *
   * @param roles as far as they could be verified
   * @param objects how many files its live metadata consists of and names
   * @param bytes of all of them
   */
  public record Product(String product, List<Role> roles, long objects, long bytes) {
    /** Copies. */
    public Product {
      roles = List.copyOf(roles);
    }

    static Product of(ProductAudit audit) {
      return new Product(
          audit.product().value(),
          audit.roles().stream()
              .map(r -> new Role(r.name(), r.version(), r.expires(), r.targets()))
              .toList(),
          audit.objects(),
          audit.bytes());
    }
  }

  /** A role that was verified. */
  public record Role(String role, long version, Instant expires, int targets) {}
}
