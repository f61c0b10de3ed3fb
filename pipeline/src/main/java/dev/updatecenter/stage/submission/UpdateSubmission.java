package dev.updatecenter.stage.submission;

import dev.updatecenter.capability.format.compdb.CompositionDatabase;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import java.util.List;
import java.util.Optional;

/**
 * A release with all its inputs taken in, and nothing judged yet. Made by {@link Intake} and, after
 * a restart, by the ledger of this stage alone.
 */
public final class UpdateSubmission {
  private final ReleaseManifest manifest;
  private final List<SubmittedFile> files;
  private final Optional<OemCustomPackage> ocp;
  private final List<Finding> findings;
  private final ContentDigest digest;

  UpdateSubmission(
      ReleaseManifest manifest,
      List<SubmittedFile> files,
      Optional<OemCustomPackage> ocp,
      List<Finding> findings) {
    this.manifest = manifest;
    this.files = List.copyOf(files);
    this.ocp = ocp;
    this.findings = List.copyOf(findings);
    this.digest = SubmissionDigest.of(manifest, this.files);
  }

  /** The release document. */
  public ReleaseManifest manifest() {
    return manifest;
  }

  /** Whose submission it is. */
  public ProductName product() {
    return manifest.product();
  }

  /** The release's version. */
  public PackageVersion version() {
    return manifest.version();
  }

  /** Covers payload bytes, {@code metadata}, {@code payload} and {@code requires}. */
  public ContentDigest digest() {
    return digest;
  }

  /** Every input that was copied, the members of the OEM custom package too. */
  public List<SubmittedFile> files() {
    return files;
  }

  /** The inputs in one role, in order. */
  public List<SubmittedFile> files(InputRole role) {
    return files.stream().filter(f -> f.role() == role).toList();
  }

  /** The OEM custom package, if the release carries one that could be opened. */
  public Optional<OemCustomPackage> ocp() {
    return ocp;
  }

  /** The version that its OEM custom package gives itself, if it carries one that can be read. */
  public Optional<PackageVersion> ocpVersion() {
    return ocp.flatMap(OemCustomPackage::database).map(CompositionDatabase::bspVersion);
  }

  /** Whether nothing in it says that its OEM custom package is a test build. */
  public boolean isRetail() {
    return ocp.flatMap(OemCustomPackage::database).map(CompositionDatabase::isRetail).orElse(true);
  }

  /** What could not be taken in; validation reports it with everything else. */
  public List<Finding> findings() {
    return findings;
  }
}
