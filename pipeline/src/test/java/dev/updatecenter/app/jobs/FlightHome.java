package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Configuration;
import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.ExpiryPolicy;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.FailureCode;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.GateDecision;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.stage.publishing.MetadataChange;
import dev.updatecenter.stage.publishing.PublishedPackage;
import dev.updatecenter.stage.publishing.PublishingLedger;
import dev.updatecenter.stage.publishing.ReleaseRoles;
import dev.updatecenter.stage.publishing.TestReleases;
import dev.updatecenter.stage.reporting.DeviceReport;
import dev.updatecenter.stage.reporting.InstallOutcome;
import dev.updatecenter.stage.reporting.TestDevice;
import dev.updatecenter.testing.SettableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A home with a product whose releases are published without a submission; flights are real. */
public final class FlightHome implements AutoCloseable {
  public static final ProductName PRODUCT = new ProductName("ContosoKiosk");
  public static final RingName EARLY = new RingName("EarlyAdopter");
  public static final PackageVersion BASELINE = PackageVersion.parse("10.0.17763.1577");

  private static final String MODEL =
      """
      apiVersion: updatecenter/v1
      kind: Product
      metadata: { name: ContosoKiosk }
      deviceModel:
        arch: arm
        edition: iot-core
        servicing: semi-annual
        codeIntegrity: { roots: [] }
        baseline: { os: "10.0.17763.1577", ocp: "10.0.0.0" }
        smbios: { manufacturer: Contoso, family: Kiosk, productName: ContosoKiosk, skuNumber: CK-01, baseboardManufacturer: Arrow, baseboardProduct: CK-BB-02 }
        match: HardwareID-3
      rings: [ Preview, EarlyAdopter, GeneralAvailability ]
      """;

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

  /** Makes the home. */
  public FlightHome(Path folder, SettableClock clock) {
    this.clock = clock;
    this.wiring = new Wiring(new Home(folder), Configuration.EMBEDDED, clock, Progress.NONE);
    this.product = RegisteredProduct.of(MODEL, "", clock.instant());
    wiring.models().register(product);
    wiring
        .roleKeys(PRODUCT)
        .generate(product.model().rings(), wiring.configuration().keys().algorithm());
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
  public void publish(String text) {
    PackageVersion version = PackageVersion.parse(text);
    ContentDigest submission = ContentDigest.of(text.getBytes(StandardCharsets.UTF_8));
    PublishedPackage content = TestReleases.cbs(text);
    wiring
        .database()
        .jdbc()
        .sql("insert into submission (digest, product, version, received_at) values (?, ?, ?, ?)")
        .params(submission.hex(), PRODUCT.value(), text, clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    wiring
        .publications()
        .record(
            new PublishingLedger.Entry(
                PRODUCT,
                version,
                submission,
                Optional.of(version),
                clock.instant(),
                List.of(content)));
    wiring.publications().revise(PRODUCT, version, RELEASE.replace("VERSION", text));
    name(version, content);
  }

  private void name(PackageVersion version, PublishedPackage content) {
    TargetFile file = new TargetFile(content.length(), content.sha256(), Map.of());
    ReleaseRoles roles = new ReleaseRoles(ExpiryPolicy.STANDARD, clock.instant());
    try (Lease lease = wiring.leases().acquire(PRODUCT, "test")) {
      wiring
          .publishing()
          .metadata(product)
          .publish(
              editor ->
                  MetadataChange.of(roles.with(editor, version, Map.of(content.target(), file))),
              lease);
    }
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
