package dev.updatecenter.stage.reporting;

import dev.updatecenter.stage.offer.DeviceId;

/** A report whose signature is not by the key that it names. */
public final class ReportSignatureException extends Exception {
  private final transient DeviceId device;

  ReportSignatureException(DeviceId device, String file) {
    super(file + ": the signature is not by device " + device);
    this.device = device;
  }

  /** The device that the report names. */
  public DeviceId device() {
    return device;
  }
}
