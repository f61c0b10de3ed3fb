package dev.updatecenter.app.lab;

import dev.updatecenter.capability.authenticode.AuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.devicemodel.SmbiosTable;
import dev.updatecenter.device.DeviceReporter;
import dev.updatecenter.device.DeviceScan;
import dev.updatecenter.device.EdgeSource;
import dev.updatecenter.device.ReportRequest;
import dev.updatecenter.device.ReportSink;
import dev.updatecenter.device.ScanRequest;
import dev.updatecenter.device.ScanResult;
import dev.updatecenter.device.TrustedRoot;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.stage.reporting.DeviceKey;
import dev.updatecenter.stage.reporting.DeviceReport;
import dev.updatecenter.stage.reporting.InstallOutcome;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/**
 * A device of the lab: does over the published files all that a device does, and instead of
 * installing says that it went well.
 */
public final class SimulatedDevice {
  private final Factory parts;
  private final Path state;

  /**
   * What devices of one image have in common.
   *
   * @param base where the published tree lies
   * @param root the trusted root that the image carries
   * @param anchors the code signing and timestamping roots that the image carries
   * @param smbios the table that the firmware gives
   * @param ring the ring they are in
   * @param os the OS version of the image
   * @param ocp the OEM custom package version of the image
   */
  public record Image(
      URI base,
      TrustedRoot root,
      TrustAnchors anchors,
      SmbiosTable smbios,
      RingName ring,
      PackageVersion os,
      PackageVersion ocp) {}

  /**
   * Where devices get things from and put things to.
   *
   * @param edges opens the published tree
   * @param reports takes reports
   * @param verifier judges signatures
   * @param clock the devices' time
   */
  public record Factory(
      EdgeSource edges, ReportSink reports, AuthenticodeVerifier verifier, Clock clock) {}

  /**
   * A device with a memory of its own.
   *
   * @param state its folder; made when it is missing
   */
  public SimulatedDevice(Factory parts, Path state) {
    this.parts = parts;
    this.state = state;
  }

  /** Its id; the first call makes its key. */
  public DeviceId id() {
    return DeviceKey.parse(DeviceReporter.publicKey(state, new SecureRandom())).id();
  }

  /** Scans, downloads and verifies. */
  public ScanResult scan(Image image, Optional<Path> out, Progress progress) {
    return new DeviceScan(
            parts.edges(), parts.verifier(), parts.clock(), new SecureRandom(), progress)
        .scan(
            new ScanRequest(
                image.base(),
                Optional.empty(),
                image.root(),
                image.anchors(),
                state,
                image.smbios(),
                image.ring(),
                image.os(),
                image.ocp(),
                out,
                false));
  }

  /**
   * Reports that the release a scan offered is installed.
   *
   * @throws java.util.NoSuchElementException when the scan offered none
   */
  public DeviceReport succeed(Image image, ScanResult offered) {
    PackageVersion release = offered.release().orElseThrow();
    return new DeviceReporter(parts.reports(), parts.clock(), new SecureRandom())
        .report(
            new ReportRequest(
                state,
                offered.product().orElseThrow(),
                image.ring(),
                release,
                InstallOutcome.SUCCEEDED,
                Optional.empty(),
                image.os(),
                release));
  }
}
