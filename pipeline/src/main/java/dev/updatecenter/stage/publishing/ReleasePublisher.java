package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.tuf.ExpiryPolicy;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.stage.signing.SignedRelease;
import dev.updatecenter.stage.submission.InputRole;
import dev.updatecenter.stage.submission.UpdateSubmission;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Names uploaded packages in the signed metadata, and remembers the release. */
public final class ReleasePublisher {
  private final MetadataPublication metadata;
  private final PublishingLedger ledger;
  private final Clock clock;

  /** Joins the parts. */
  public ReleasePublisher(MetadataPublication metadata, PublishingLedger ledger, Clock clock) {
    this.metadata = metadata;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Publishes a release whose packages are uploaded. The same release again changes nothing.
   *
   * @throws dev.updatecenter.kernel.core.UpdateCenterException exit 6 when another publisher won,
   *     exit 7 when the edge does not give what was uploaded
   */
  public PublishedRelease publish(SignedRelease release, Lease lease) throws IOException {
    UpdateSubmission submission = release.submission();
    List<PublishedPackage> packages =
        release.packages().stream().map(PackageUploader::published).toList();
    metadata.publish(
        live -> new MetadataChange(listing(live, release), Map.of(), content(packages, live)),
        lease);
    ledger.record(
        new PublishingLedger.Entry(
            submission.product(),
            submission.version(),
            submission.digest(),
            submission.ocpVersion(),
            clock.instant(),
            packages,
            submission.isRetail(),
            release.kernelCode()));
    ledger.revise(submission.product(), submission.version(), manifest(submission));
    return new PublishedRelease(
        submission.product(),
        submission.version(),
        submission.digest(),
        submission.manifest().payload().os().map(os -> os.version()),
        submission.ocpVersion(),
        submission.manifest().requires(),
        submission.manifest().notes(),
        packages,
        submission.manifest().rings(),
        ReleaseTraits.of(submission.manifest(), submission.isRetail(), release.kernelCode()));
  }

  /** The metadata with the release's packages in its role. */
  private RepositoryEditor listing(RepositoryEditor published, SignedRelease release) {
    UpdateSubmission submission = release.submission();
    ReleaseRoles roles = new ReleaseRoles(ExpiryPolicy.STANDARD, clock.instant());
    RepositoryEditor editor =
        new EarlierPackages(roles).moved(published, ledger.list(submission.product()));
    return roles.with(editor, submission.version(), PackageTargets.of(release.packages()));
  }

  private static String manifest(UpdateSubmission submission) throws IOException {
    return Files.readString(submission.files(InputRole.MANIFEST).get(0).copy());
  }

  /** What devices do not see yet; also what an earlier run uploaded and nobody read back. */
  private static List<EdgeObject> content(List<PublishedPackage> packages, RepositoryEditor live) {
    return packages.stream()
        .filter(p -> !isNamed(p, live))
        .map(p -> new EdgeObject(place(p), p.length(), p.sha256()))
        .distinct()
        .toList();
  }

  private static boolean isNamed(PublishedPackage p, RepositoryEditor live) {
    return ReleaseRoles.find(live, p.target())
        .filter(named -> named.sha256().equals(p.sha256()))
        .isPresent();
  }

  private static BlobName place(PublishedPackage p) {
    return ReleaseLayout.content(p.target(), p.sha256());
  }
}
