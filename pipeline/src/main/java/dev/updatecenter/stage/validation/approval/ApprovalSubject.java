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

  /** For people: the release, or that it is a file. */
  public String name() {
    return version.map(v -> product + " " + v).orElseGet(() -> "a file for " + product);
  }
}
