package dev.updatecenter.app.lab;

import dev.updatecenter.capability.authenticode.AuthenticodeVerifier;
import dev.updatecenter.capability.devicemodel.SmbiosTable;
import dev.updatecenter.device.DeviceImage;
import dev.updatecenter.device.DeviceReporter;
import dev.updatecenter.device.DeviceScan;
import dev.updatecenter.device.EdgeSource;
import dev.updatecenter.device.ReportRequest;
import dev.updatecenter.device.ReportSink;
import dev.updatecenter.device.ScanRequest;
import dev.updatecenter.device.ScanResult;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.stage.reporting.DeviceKey;
import dev.updatecenter.stage.reporting.DeviceReport;
import dev.updatecenter.stage.reporting.InstallOutcome;
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
   * @param carried what the image carries for its updates
   * @param smbios the table that the firmware gives
   * @param os the OS version of the image
   * @param ocp the OEM custom package version of the image
   */
  public record Image(
      DeviceImage carried, SmbiosTable smbios, PackageVersion os, PackageVersion ocp) {
    private RingName ring() {
      return carried.configuration().ring();
    }
  }

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

  /** The id of the device with that memory; the first call makes its key. */
  public static DeviceId id(Path state) {
    return DeviceKey.parse(DeviceReporter.publicKey(state, new SecureRandom())).id();
  }

  /** Scans, downloads and verifies. */
  public ScanResult scan(Image image, Optional<Path> out, Progress progress) {
    return new DeviceScan(
            parts.edges(), parts.verifier(), parts.clock(), new SecureRandom(), progress)
        .scan(
            new ScanRequest(
                image.carried().configuration().base(),
                Optional.empty(),
                image.carried().root(),
                image.carried().anchors(),
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
