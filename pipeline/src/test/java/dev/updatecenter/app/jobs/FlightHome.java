package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Configuration;
import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.FailureCode;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.GateDecision;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.stage.reporting.DeviceReport;
import dev.updatecenter.stage.reporting.InstallOutcome;
import dev.updatecenter.stage.reporting.TestDevice;
import dev.updatecenter.testing.SettableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A home with a product whose releases are published without a submission; flights are real. */
public final class FlightHome implements AutoCloseable {
  public static final ProductName PRODUCT = new ProductName("ContosoKiosk");
  public static final RingName EARLY = new RingName("EarlyAdopter");
  public static final PackageVersion BASELINE = PackageVersion.parse("10.0.17763.1577");

  private static final String RELEASE =
      """
      apiVersion: updatecenter/v1
      kind: Release
      metadata: { product: ContosoKiosk, version: "VERSION" }
      payload: { ocp: ContosoKiosk_OCP_VERSION.cab }
      rings:
        - { ring: Preview, gate: { all: enrolled, maxFailures: 0, soak: 12h } }
        - { ring: EarlyAdopter, ramp: [ { share: 10%, after: 0h }, { share: 100%, after: 24h } ], gate: { all: enrolled, maxFailures: 0, soak: 24h } }
        - { ring: GeneralAvailability, start: manual, gate: { all: enrolled, maxFailures: 0, soak: 0s } }
      """;

  private final SettableClock clock;
  private final Wiring wiring;
  private final RegisteredProduct product;
  private final ReleasesByHand releases;

  /** Makes the home. */
  public FlightHome(Path folder, SettableClock clock) {
    this.clock = clock;
    this.wiring = new Wiring(new Home(folder), Configuration.EMBEDDED, clock, Progress.NONE);
    this.product = RegisteredProduct.of(ReleasesByHand.MODEL, "", clock.instant());
    this.releases = ReleasesByHand.of(wiring, product);
  }

  /** Adapters over it. */
  public Wiring wiring() {
    return wiring;
  }

  /** The product. */
  public RegisteredProduct product() {
    return product;
  }

  /** Publishes a release with an OEM custom package of its own version. */
  public void publish(String version) {
    releases.publish(version, RELEASE.replace("VERSION", version), true);
  }

  /** Flights a release. */
  public Flight flight(RingName ring, String version) {
    Flighting.Wish wish =
        new Flighting.Wish(
            Optional.empty(), Optional.of(PackageVersion.parse(version)), Optional.empty());
    return new Flighting(wiring).flight(PRODUCT, ring, wish).flight();
  }

  /** As if its gate had let a flight pass, without a word to devices. */
  public void pass(Flight flight) {
    wiring.flights().apply(flight, new GateDecision.Pass(List.of()));
  }

  /** What a scheduler runs. */
  public Advance.Result advance() {
    return new Advance(wiring).run(product);
  }

  /** Pauses, resumes or halts the newest flight of a ring. */
  public Flight act(RingControl.Act act, RingName ring) {
    RingControl.Wish wish = new RingControl.Wish(Optional.of(ring), Optional.empty(), "a test");
    return new RingControl(wiring).act(act, PRODUCT, wish).flight().orElseThrow();
  }

  /** Enrols a device. */
  public DeviceId enrol(RingName ring, TestDevice device) {
    new Enrolment(wiring).enrol(device.key().id(), PRODUCT, ring);
    return device.key().id();
  }

  /** Takes in what a device says at an instant. */
  public void report(
      TestDevice device, RingName ring, String release, InstallOutcome state, Instant at) {
    PackageVersion version = PackageVersion.parse(release);
    boolean failed = state == InstallOutcome.FAILED;
    wiring
        .reports()
        .accept(
            new DeviceReport(
                UUID.randomUUID(),
                device.key(),
                PRODUCT,
                ring,
                version,
                state,
                failed ? Optional.of(FailureCode.parse("0x80070070")) : Optional.empty(),
                BASELINE,
                state == InstallOutcome.SUCCEEDED ? version : PackageVersion.parse("10.0.0.0"),
                List.of(),
                at),
            clock.instant());
  }

  @Override
  public void close() {
    wiring.close();
  }
}
