package dev.updatecenter.stage.publishing;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.submission.Requirements;
import dev.updatecenter.stage.submission.RingSettings;
import java.util.List;
import java.util.Optional;

/**
 * A release whose packages devices can fetch, and which no ring offers yet. Made by this stage
 * alone.
 */
public final class PublishedRelease {
  private final ProductName product;
  private final PackageVersion version;
  private final ContentDigest submission;
  private final Optional<PackageVersion> os;
  private final Optional<PackageVersion> ocp;
  private final Requirements requires;
  private final String notes;
  private final List<PublishedPackage> packages;
  private final List<RingSettings> rings;
  private final ReleaseTraits traits;

  PublishedRelease(
      ProductName product,
      PackageVersion version,
      ContentDigest submission,
      Optional<PackageVersion> os,
      Optional<PackageVersion> ocp,
      Requirements requires,
      String notes,
      List<PublishedPackage> packages,
      List<RingSettings> rings,
      ReleaseTraits traits) {
    this.product = product;
    this.version = version;
    this.submission = submission;
    this.os = os;
    this.ocp = ocp;
    this.requires = requires;
    this.notes = notes;
    this.packages = List.copyOf(packages);
    this.rings = List.copyOf(rings);
    this.traits = traits;
  }

  /** The product it is for. */
  public ProductName product() {
    return product;
  }

  /** The release's version ({@code metadata.version}). */
  public PackageVersion version() {
    return version;
  }

  /** Digest of the submission it came from. */
  public ContentDigest submission() {
    return submission;
  }

  /** The OS version that it moves a device to, if it does. */
  public Optional<PackageVersion> os() {
    return os;
  }

  /** The version of the OEM custom package that it carries, if it does. */
  public Optional<PackageVersion> ocp() {
    return ocp;
  }

  /** What a device must already run. */
  public Requirements requires() {
    return requires;
  }

  /** The lowest OS version that a device must already run, if there is one. */
  public Optional<PackageVersion> requiredOs() {
    return requires.os();
  }

  /** The lowest OEM custom package version that a device must already run, if there is one. */
  public Optional<PackageVersion> requiredOcp() {
    return requires.ocp();
  }

  /** What people are told about it; may be empty. */
  public String notes() {
    return notes;
  }

  /** The packages in install order. */
  public List<PublishedPackage> packages() {
    return packages;
  }

  /** How each ring is flighted, from the newest plan revision, in ring order. */
  public List<RingSettings> rings() {
    return rings;
  }

  /** What bears on where it may be flighted, and how much of it. */
  public ReleaseTraits traits() {
    return traits;
  }
}
