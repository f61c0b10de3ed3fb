package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.stage.reporting.DeviceKey;
import dev.updatecenter.stage.reporting.EnrolledDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Enrols devices: only their reports count. */
public final class Enrolment {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

  private final Wiring wiring;

  /** Enrols into a home. */
  public Enrolment(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * Finds out which device is meant.
   *
   * @param text a device id, or the file of a public key in PEM
   * @throws UpdateCenterException exit 2 when the file holds no device key
   */
  public static DeviceId id(String text) throws IOException {
    if (ID.matcher(text).matches()) {
      return DeviceId.parse(text);
    }
    try {
      return DeviceKey.parse(Files.readString(Path.of(text))).id();
    } catch (IllegalArgumentException e) {
      throw UpdateCenterException.error("UC1053", ExitCode.USAGE, "this is no device's key")
          .where(text)
          .why(String.valueOf(e.getMessage()))
          .fix("name the device's public P-256 key in PEM, or its id of 64 hex digits")
          .state("no device was enrolled")
          .cause(e)
          .build();
    }
  }

  /** Enrols one device. */
  public EnrolledDevice enrol(DeviceId device, ProductName product, RingName ring) {
    enrol(List.of(device), product, ring);
    return wiring.reports().find(product, device).orElseThrow();
  }

  /**
   * Enrols devices in a ring of a product.
   *
   * @throws UpdateCenterException exit 5 for an unknown product or ring
   */
  public void enrol(List<DeviceId> devices, ProductName product, RingName ring) {
    List<RingName> rings = Products.require(wiring, product).model().rings();
    if (!rings.contains(ring)) {
      throw UpdateCenterException.error(
              "UC1054", ExitCode.NOT_FOUND, product + " has no ring '" + ring + "'")
          .why("its rings are " + rings)
          .fix("name one of them")
          .state("no device was enrolled")
          .build();
    }
    try (Lease lease = wiring.leases().acquire(product, "device enrol")) {
      AuditLog audit = wiring.audit();
      for (DeviceId device : devices) {
        lease.check();
        long intent =
            audit.intent(
                "enrol-device", product, Map.of("device", device.toString(), "ring", ring.value()));
        try {
          wiring
              .reports()
              .enrol(new EnrolledDevice(product, device, ring, wiring.clock().instant()));
        } catch (RuntimeException e) {
          audit.failed(intent, product, e);
          throw e;
        }
        audit.result(intent, product, AuditLog.Outcome.DONE, Map.of());
      }
    }
  }
}
