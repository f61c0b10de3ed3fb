package dev.updatecenter.stage.publishing;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: remembers what was published, and by which plan it is flighted. */
public interface PublishingLedger {
  /** Remembers a published release; the same one again changes nothing. */
  void record(Entry entry);

  /** Adds a plan revision unless the newest one has the same text. True when it was added. */
  boolean revise(ProductName product, PackageVersion version, String manifest);

  /** Every published release of a product, newest version first. */
  List<Entry> list(ProductName product);

  /** The published release of a version. */
  Optional<Entry> find(ProductName product, PackageVersion version);

  /** The newest plan revision of a release. */
  Optional<Revision> revision(ProductName product, PackageVersion version);

  /**
   * A published release as the ledger holds it.
   *
   * @param product whose
   * @param version the release's version
   * @param submission digest of the submission it came from
   * @param ocp the version of the OEM custom package it carries
   * @param publishedAt when its packages became visible
   * @param packages in install order
   * @param retail whether its OEM custom package is no test build
   * @param kernelCode whether the kernel would load code of it by the release certificate alone
   */
  record Entry(
      ProductName product,
      PackageVersion version,
      ContentDigest submission,
      Optional<PackageVersion> ocp,
      Instant publishedAt,
      List<PublishedPackage> packages,
      boolean retail,
      boolean kernelCode) {
    /** Copies. */
    public Entry {
      packages = List.copyOf(packages);
    }

    /** A release of a retail build without kernel-mode code of the OEM's. */
    public Entry(
        ProductName product,
        PackageVersion version,
        ContentDigest submission,
        Optional<PackageVersion> ocp,
        Instant publishedAt,
        List<PublishedPackage> packages) {
      this(product, version, submission, ocp, publishedAt, packages, true, false);
    }
  }

  /**
   * A plan revision.
   *
   * @param number from 1
   * @param manifest the text of release.yaml
   * @param plannedAt since when it is the newest
   */
  record Revision(int number, String manifest, Instant plannedAt) {}
}
