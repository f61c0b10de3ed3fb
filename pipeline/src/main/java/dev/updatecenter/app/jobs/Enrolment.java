package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
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
import java.util.Optional;
import java.util.regex.Pattern;

/** Enrols devices: only their reports count. A Flighter's act. */
public final class Enrolment {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

  private final Wiring wiring;
  private final Optional<String> as;

  /** Enrols into a home, as the only Flighter whose key is there. */
  public Enrolment(Wiring wiring) {
    this(wiring, Optional.empty());
  }

  /**
   * Enrols into a home.
   *
   * @param as the Flighter, as policy.yaml names them; empty for the only one whose key is there
   */
  public Enrolment(Wiring wiring, Optional<String> as) {
    this.wiring = wiring;
    this.as = as;
  }

  /**
   * An enrolled device.
   *
   * @param device as it is enrolled now
   * @param notice what is worth knowing of how it came about
   */
  public record Result(EnrolledDevice device, Optional<Finding> notice) {}

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

  /**
   * Enrols one device.
   *
   * @throws UpdateCenterException as {@link #enrol(List, ProductName, RingName)}
   */
  public Result enrol(DeviceId device, ProductName product, RingName ring) {
    Optional<Finding> notice = enrol(List.of(device), product, ring);
    return new Result(wiring.reports().find(product, device).orElseThrow(), notice);
  }

  /**
   * Enrols devices in a ring of a product.
   *
   * @return what is worth knowing of how it came about
   * @throws UpdateCenterException exit 5 for an unknown product or ring, exit 2 or 4 when nobody
   *     acts who may
   */
  public Optional<Finding> enrol(List<DeviceId> devices, ProductName product, RingName ring) {
    requireRing(Products.require(wiring, product), ring);
    try (Lease lease = wiring.leases().acquire(product, "device enrol")) {
      FlighterActs acts = FlighterActs.of(wiring, Products.require(wiring, product), as);
      for (DeviceId device : devices) {
        lease.check();
        EnrolledDevice enrolled =
            new EnrolledDevice(product, device, ring, wiring.clock().instant());
        acts.act(
            "enrol-device",
            Map.of("device", device.toString(), "ring", ring.value()),
            () -> wiring.reports().enrol(enrolled));
      }
      return acts.notice();
    }
  }

  private static void requireRing(RegisteredProduct product, RingName ring) {
    if (!product.model().rings().contains(ring)) {
      throw Products.noRing(product, ring).state("no device was enrolled").build();
    }
  }
}
