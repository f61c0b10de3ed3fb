package dev.updatecenter.stage.validation.approval;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import java.util.Optional;

/**
 * What is decided on: exactly one digest, for one purpose. All of it is signed, so that a decision
 * on one thing says nothing of another.
 *
 * @param purpose what may happen then
 * @param digest of a plan, or SHA-256 of a single file
 * @param product whose policy says who decides
 * @param version of the release; empty for a single file
 * @param ring the ring that is moved; empty for all but a flight
 * @param submission digest of the release's content; empty for what is of no release
 */
public record ApprovalSubject(
    ApprovalPurpose purpose,
    ContentDigest digest,
    ProductName product,
    Optional<PackageVersion> version,
    Optional<RingName> ring,
    Optional<ContentDigest> submission) {
  /** What moves no ring. */
  public ApprovalSubject(
      ApprovalPurpose purpose,
      ContentDigest digest,
      ProductName product,
      Optional<PackageVersion> version) {
    this(purpose, digest, product, version, Optional.empty(), Optional.empty());
  }

  /** The plan of a release. */
  public static ApprovalSubject ofRelease(
      ProductName product, PackageVersion version, ContentDigest submission, ContentDigest plan) {
    return new ApprovalSubject(
        ApprovalPurpose.PLAN,
        plan,
        product,
        Optional.of(version),
        Optional.empty(),
        Optional.of(submission));
  }

  /** The plan of a flight. */
  public static ApprovalSubject ofFlight(
      ProductName product,
      PackageVersion version,
      RingName ring,
      ContentDigest submission,
      ContentDigest plan) {
    return new ApprovalSubject(
        ApprovalPurpose.FLIGHT,
        plan,
        product,
        Optional.of(version),
        Optional.of(ring),
        Optional.of(submission));
  }

  /** The signing of a single file. */
  public static ApprovalSubject ofFile(ProductName product, ContentDigest sha256) {
    return new ApprovalSubject(ApprovalPurpose.SIGNING, sha256, product, Optional.empty());
  }

  /** The same under another digest: another plan of the same content, for the same purpose. */
  public ApprovalSubject with(ContentDigest other) {
    return new ApprovalSubject(purpose, other, product, version, ring, submission);
  }

  /** For people: the release, its flight, or that it is a file. */
  public String name() {
    String what = version.map(v -> product + " " + v).orElseGet(() -> "a file for " + product);
    return ring.map(r -> "the flight of " + what + " to " + r).orElse(what);
  }
}
