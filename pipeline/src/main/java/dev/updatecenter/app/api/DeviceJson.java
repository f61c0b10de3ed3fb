package dev.updatecenter.app.api;

import dev.updatecenter.stage.reporting.EnrolledDevice;
import java.util.List;

/**
 * An enrolled device: the result of {@code device enrol}, an item of {@code device list}.
 *
 * @param device SHA-256 of its public key, hex
 * @param enrolledAt RFC 3339, UTC
 */
public record DeviceJson(
    int schemaVersion, String device, String product, String ring, String enrolledAt) {
  /** The devices of a home, as {@code device list} prints them. */
  public record Listing(int schemaVersion, List<DeviceJson> devices) {
    /** Copies. */
    public Listing {
      devices = List.copyOf(devices);
    }
  }

  /** The shape of a device. */
  public static DeviceJson of(EnrolledDevice enrolled) {
    return new DeviceJson(
        1,
        enrolled.device().toString(),
        enrolled.product().value(),
        enrolled.ring().value(),
        enrolled.enrolledAt().toString());
  }
}
