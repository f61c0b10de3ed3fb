package dev.updatecenter.stage.publishing;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.submission.ReleaseDocument;
import dev.updatecenter.stage.submission.ReleaseManifest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The published releases of each product, rebuilt from the ledger. */
public final class PublishedReleases {
  private final PublishingLedger ledger;

  /** Reads a ledger. */
  public PublishedReleases(PublishingLedger ledger) {
    this.ledger = ledger;
  }

  /** Every published release, newest version first. */
  public List<PublishedRelease> list(ProductName product) {
    return ledger.list(product).stream().map(this::restore).toList();
  }

  /** The release of a version. */
  public Optional<PublishedRelease> find(ProductName product, PackageVersion version) {
    return ledger.find(product, version).map(this::restore);
  }

  /** The highest published version. */
  public Optional<PackageVersion> highest(ProductName product) {
    return ledger.list(product).stream().map(PublishingLedger.Entry::version).findFirst();
  }

  /** The newest plan revision of a release. */
  public ReleaseManifest plan(PublishedRelease release) {
    return manifest(release.product(), release.version());
  }

  /** Since when the newest plan revision of a release is the newest. */
  public Instant plannedAt(PublishedRelease release) {
    return ledger.revision(release.product(), release.version()).orElseThrow().plannedAt();
  }

  private PublishedRelease restore(PublishingLedger.Entry entry) {
    ReleaseManifest manifest = manifest(entry.product(), entry.version());
    return new PublishedRelease(
        entry.product(),
        entry.version(),
        entry.submission(),
        manifest.payload().os().map(os -> os.version()),
        entry.ocp(),
        manifest.requires(),
        manifest.notes(),
        entry.packages(),
        manifest.rings(),
        ReleaseTraits.of(manifest, entry.retail(), entry.kernelCode()));
  }

  private ReleaseManifest manifest(ProductName product, PackageVersion version) {
    String text = ledger.revision(product, version).orElseThrow().manifest();
    return ReleaseDocument.read(text.getBytes(StandardCharsets.UTF_8), "release.yaml")
        .manifest()
        .orElseThrow(
            () ->
                UpdateCenterException.error(
                        "UC5105",
                        ExitCode.DISK,
                        "the ledger's plan of " + product + " " + version + " cannot be read")
                    .fix("submit the release's release.yaml again")
                    .state("what devices see did not change")
                    .build());
  }
}
