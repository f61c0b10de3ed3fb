package dev.updatecenter.stage.reporting;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.FailureCode;
import dev.updatecenter.stage.offer.DeviceId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a device says about one release.
 *
 * @param id names the report; the same report twice counts once
 * @param key the device's own; its digest is the device's id
 * @param product whose release
 * @param ring the ring the device is in
 * @param release the release's version
 * @param state how far the device is
 * @param code why it failed, if it did and knows
 * @param os the OS version it runs now
 * @param ocp the OEM custom package version it runs now
 * @param packages how it got on with each package, at most 512
 * @param at when, by the device's time, to the second
 */
public record DeviceReport(
    UUID id,
    DeviceKey key,
    ProductName product,
    RingName ring,
    PackageVersion release,
    InstallOutcome state,
    Optional<FailureCode> code,
    PackageVersion os,
    PackageVersion ocp,
    List<PackageOutcome> packages,
    Instant at) {
  private static final int MAX_PACKAGES = 512;

  /** Copies; cuts the time to what the document carries. */
  public DeviceReport {
    packages = List.copyOf(packages);
    at = at.truncatedTo(ChronoUnit.SECONDS);
    if (packages.size() > MAX_PACKAGES) {
      throw new IllegalArgumentException("a report names at most " + MAX_PACKAGES + " packages");
    }
  }

  /** Which device. */
  public DeviceId device() {
    return key.id();
  }

  /** The UTC date whose folder it lies in. */
  public LocalDate date() {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  /** Where it lies in the private part of the store. */
  public BlobName blob() {
    return new BlobName(folder(product) + date() + "/" + id + ".json");
  }

  /** The folder of all reports about a product, with a slash at its end. */
  public static String folder(ProductName product) {
    return "reports/" + product + "/";
  }
}
