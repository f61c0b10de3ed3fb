package dev.updatecenter.device;

import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.devicemodel.SmbiosTable;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What one scan is told.
 *
 * @param base where everything is published
 * @param product whose device this is; empty: to be found by its hardware ids
 * @param root the trusted root of the product's metadata
 * @param anchors whom packages may be signed and timestamped by
 * @param state the device's private folder; made when missing
 * @param smbios what the firmware says the device is
 * @param ring the ring it is in
 * @param os the OS version it runs
 * @param ocp the OEM custom package version it runs
 * @param out where verified packages go; empty: nothing is downloaded
 * @param explain whether the reasons tell what was looked at, too
 */
public record ScanRequest(
    URI base,
    Optional<ProductName> product,
    TrustedRoot root,
    TrustAnchors anchors,
    Path state,
    SmbiosTable smbios,
    RingName ring,
    PackageVersion os,
    PackageVersion ocp,
    Optional<Path> out,
    boolean explain) {}
