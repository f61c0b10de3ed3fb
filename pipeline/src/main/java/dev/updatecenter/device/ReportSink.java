package dev.updatecenter.device;

import dev.updatecenter.capability.blobstore.BlobName;

/** Port: takes a device's reports. */
@FunctionalInterface
public interface ReportSink {
  /**
   * Delivers a report, durably when it returns. One that is there already stays as it is.
   *
   * @param name where it belongs: {@code reports/<product>/<date>/<uuid>.json}
   * @throws dev.updatecenter.kernel.core.UpdateCenterException exit 13 or 14 when nobody takes it
   */
  void deliver(BlobName name, byte[] report);
}
