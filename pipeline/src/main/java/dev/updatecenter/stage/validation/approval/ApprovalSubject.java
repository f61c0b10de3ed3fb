package dev.updatecenter.stage.validation.approval;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import java.util.Optional;

/**
 * What is decided on: exactly one digest, for one purpose. All of it is signed, so that a decision
 * on one thing says nothing of another.
 *
 * @param purpose what may happen then
 * @param digest of a submission, or SHA-256 of a single file
 * @param product whose policy says who decides
 * @param version of the release that is submitted; empty for a single file
 */
public record ApprovalSubject(
    ApprovalPurpose purpose,
    ContentDigest digest,
    ProductName product,
    Optional<PackageVersion> version) {
  /** The signing of a submission. */
  public static ApprovalSubject ofSubmission(
      ProductName product, PackageVersion version, ContentDigest submission) {
    return new ApprovalSubject(ApprovalPurpose.SIGNING, submission, product, Optional.of(version));
  }

  /** The signing of a single file. */
  public static ApprovalSubject ofFile(ProductName product, ContentDigest sha256) {
    return new ApprovalSubject(ApprovalPurpose.SIGNING, sha256, product, Optional.empty());
  }

  /**
   * A change of what binds a product.
   *
   * @param digest SHA-256 of the new policy.yaml, or of the submitter's certificate
   */
  public static ApprovalSubject ofPolicy(
      ApprovalPurpose purpose, ProductName product, ContentDigest digest) {
    return new ApprovalSubject(purpose, digest, product, Optional.empty());
  }

  /** For people: the release, what of the policy would change, or that it is a file. */
  public String name() {
    if (purpose.changesPolicy()) {
      return switch (purpose) {
        case REGISTER_PUBLISHER -> "the registration of a submitter of " + product;
        case RETIRE_PUBLISHER -> "the retirement of a submitter of " + product;
        default -> "the change of the policy of " + product;
      };
    }
    return version.map(v -> product + " " + v).orElseGet(() -> "a file for " + product);
  }
}
