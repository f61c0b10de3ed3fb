package dev.updatecenter.device;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.FailureCode;
import dev.updatecenter.stage.reporting.InstallOutcome;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a device is to report.
 *
 * @param state the folder of the scan that offered the release
 * @param product whose device this is
 * @param ring the ring it is in
 * @param release the release that the scan named
 * @param outcome how far it is
 * @param code why it failed, if it did and knows
 * @param os the OS version it runs now
 * @param ocp the OEM custom package version it runs now
 */
public record ReportRequest(
    Path state,
    ProductName product,
    RingName ring,
    PackageVersion release,
    InstallOutcome outcome,
    Optional<FailureCode> code,
    PackageVersion os,
    PackageVersion ocp) {}
