/**
 * What runs on a device: scans, decides, downloads, verifies, reports.
 *
 * <p>In: an edge, a trusted root, trust anchors and the device's SMBIOS table; out: verified
 * packages with the order to install them in, and signed reports. Never installs anything, and
 * believes nothing that an edge says unsigned.
 */
@NullMarked
package dev.updatecenter.device;

import org.jspecify.annotations.NullMarked;
