package dev.updatecenter.stage.flighting.rules;

import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightContext;
import dev.updatecenter.stage.flighting.FlightRequest;
import dev.updatecenter.stage.flighting.FlightTarget;
import dev.updatecenter.stage.flighting.FlightValidator;
import dev.updatecenter.stage.flighting.RunningState;
import dev.updatecenter.stage.flighting.TestFlights;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.publishing.ReleaseTraits;
import dev.updatecenter.stage.publishing.TestReleases;
import dev.updatecenter.stage.submission.Requirements;
import dev.updatecenter.stage.submission.RingSettings;
import dev.updatecenter.stage.validation.Calendar;
import dev.updatecenter.stage.validation.FlightPolicy;
import dev.updatecenter.stage.validation.LeastRing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A product, its releases, flights and devices, and a flight that somebody wants. A new scene has
 * one OCP release, 10.0.2.0, twelve devices as they left the factory, and nothing against a flight
 * of it to Preview; each method changes one thing.
 */
final class FlightScene {
  private static final String PRODUCT =
      """
      apiVersion: updatecenter/v1
      kind: Product
      metadata: { name: ContosoKiosk }
      deviceModel:
        arch: arm
        edition: %s
        servicing: %s
        codeIntegrity: { roots: [] }
        baseline: { os: "%s", ocp: "10.0.0.0" }
        smbios: { manufacturer: Contoso, family: Kiosk, productName: ContosoKiosk, skuNumber: CK-01, baseboardManufacturer: Arrow, baseboardProduct: CK-BB-02 }
        match: HardwareID-3
      rings: [ Preview, EarlyAdopter, GeneralAvailability ]
      """;

  private String version = "10.0.2.0";
  private String edition = "iot-core";
  private String servicing = "ltsc";
  private String baseline = "10.0.17763.1577";
  private RingName ring = RingName.PREVIEW;
  private Optional<String> os = Optional.empty();
  private Optional<String> ocp = Optional.empty();
  private Optional<String> skip = Optional.empty();
  private Optional<String> releaseOs = Optional.empty();
  private Optional<String> releaseOcp = Optional.of("10.0.2.0");
  private Requirements requires = Requirements.NONE;
  private ReleaseTraits traits = new ReleaseTraits(true, true, false);
  private RingSettings.Gate gate = TestFlights.allEnrolled();
  private int[] ramp = {};
  private boolean silentAboutRing;
  private boolean unpublished;
  private FlightPolicy policy = new FlightPolicy(false, List.of(), Calendar.ALWAYS_OPEN);
  private Instant now = TestFlights.START;
  private final List<PublishedRelease> others = new ArrayList<>();
  private final List<Flight> flights = new ArrayList<>();
  private final List<RunningState> states = new ArrayList<>();
  private int silent = 12;

  static FlightScene scene() {
    return new FlightScene();
  }

  /** A flight to EarlyAdopter, and Preview has passed with 10.0.2.0. */
  static FlightScene early() {
    return scene()
        .to(RingName.EARLY_ADOPTER)
        .flighted(RingName.PREVIEW, "10.0.2.0", "", "10.0.2.0", true);
  }

  /** What would be said. */
  List<Finding> findings() {
    PublishedRelease release = release();
    FlightTarget whole = FlightTarget.whole(release);
    boolean named = os.isPresent() || ocp.isPresent();
    FlightTarget target =
        named ? new FlightTarget(release, os.map(FlightScene::v), ocp.map(FlightScene::v)) : whole;
    List<PublishedRelease> releases = new ArrayList<>(others);
    if (!unpublished) {
      releases.add(release);
    }
    List<RunningState> running = new ArrayList<>(states);
    if (silent > 0) {
      running.add(new RunningState(Optional.empty(), Optional.empty(), Optional.empty(), silent));
    }
    FlightContext context = new FlightContext(model(), policy, releases, flights, running, now);
    return new FlightValidator(FlightRules.all()).check(target.to(ring, skip), context);
  }

  private PublishedRelease release() {
    RingSettings[] rings =
        silentAboutRing
            ? new RingSettings[0]
            : new RingSettings[] {TestFlights.settings(ring, gate, ramp)};
    return TestReleases.of(
        version,
        releaseOs,
        releaseOcp,
        requires,
        releaseOcp.isPresent() ? List.of(TestReleases.cbs(version)) : List.of(),
        traits,
        rings);
  }

  private DeviceModel model() {
    return RegisteredProduct.of(PRODUCT.formatted(edition, servicing, baseline), "", now).model();
  }

  static PackageVersion v(String text) {
    return PackageVersion.parse(text);
  }

  static Requirements floors(String os, String ocp) {
    return new Requirements(
        Optional.of(os).filter(o -> !o.isEmpty()).map(FlightScene::v),
        Optional.of(ocp).filter(o -> !o.isEmpty()).map(FlightScene::v));
  }

  FlightScene unpublished() {
    unpublished = true;
    return this;
  }

  FlightScene to(RingName other) {
    ring = other;
    return this;
  }

  FlightScene edition(String name) {
    edition = name;
    return this;
  }

  FlightScene servicing(String name) {
    servicing = name;
    return this;
  }

  FlightScene baseline(String name) {
    baseline = name;
    return this;
  }

  FlightScene at(String instant) {
    now = Instant.parse(instant);
    return this;
  }

  /** What the command line names; what is empty is not named. */
  FlightScene asking(String forOs, String forOcp) {
    os = Optional.of(forOs).filter(o -> !o.isEmpty());
    ocp = Optional.of(forOcp).filter(o -> !o.isEmpty());
    return this;
  }

  FlightScene skipping(String reason) {
    skip = Optional.of(reason);
    return this;
  }

  FlightScene skippingIsAllowed() {
    policy = new FlightPolicy(true, policy.least(), policy.calendar());
    return this;
  }

  FlightScene releaseMoves(String toOs) {
    releaseOs = Optional.of(toOs);
    return this;
  }

  FlightScene releaseHasNoOcp() {
    releaseOcp = Optional.empty();
    return this;
  }

  FlightScene requires(String minOs, String minOcp) {
    requires = floors(minOs, minOcp);
    return this;
  }

  FlightScene traits(boolean windowsUpdate, boolean retail, boolean kernelCode) {
    traits = new ReleaseTraits(windowsUpdate, retail, kernelCode);
    return this;
  }

  FlightScene gate(RingSettings.Gate other) {
    gate = other;
    return this;
  }

  FlightScene ramp(int... percentAndHours) {
    ramp = percentAndHours;
    return this;
  }

  FlightScene releaseIsSilentAboutTheRing() {
    silentAboutRing = true;
    return this;
  }

  FlightScene least(LeastRing... least) {
    policy = new FlightPolicy(policy.skipRing(), List.of(least), policy.calendar());
    return this;
  }

  FlightScene calendar(Calendar calendar) {
    policy = new FlightPolicy(policy.skipRing(), policy.least(), calendar);
    return this;
  }

  /** How many devices are enrolled and never reported. */
  FlightScene silent(int devices) {
    silent = devices;
    return this;
  }

  FlightScene running(String runningOs, String runningOcp, int devices) {
    states.add(
        new RunningState(
            Optional.of(v(runningOs)), Optional.of(v(runningOcp)), Optional.empty(), devices));
    return this;
  }

  /** Another published release, with an OS version that Windows Update brings or does not. */
  FlightScene published(String other, String withOs, boolean windowsUpdate, Requirements floors) {
    others.add(
        TestReleases.of(
            other,
            Optional.of(withOs),
            Optional.of(other),
            floors,
            List.of(TestReleases.cbs(other)),
            new ReleaseTraits(windowsUpdate, true, false)));
    return this;
  }

  /** A flight that there was; empty versions were not moved. */
  FlightScene flighted(RingName to, String of, String toOs, String toOcp, boolean passed) {
    FlightRequest request =
        new FlightRequest(
            TestFlights.PRODUCT,
            to,
            v(of),
            Optional.of(toOs).filter(o -> !o.isEmpty()).map(FlightScene::v),
            Optional.of(toOcp).filter(o -> !o.isEmpty()).map(FlightScene::v),
            Optional.empty());
    flights.add(
        TestFlights.flight(request, TestReleases.ocp(of), passed, TestFlights.standing("1")));
    return this;
  }

  /** The last of those flights was halted since. */
  FlightScene halted() {
    Flight last = flights.remove(flights.size() - 1);
    FlightRequest request =
        new FlightRequest(
            last.product(),
            last.ring(),
            last.version(),
            last.facts().os(),
            last.facts().ocp(),
            Optional.empty());
    flights.add(
        TestFlights.flight(
            request,
            TestReleases.ocp(last.version().toString()),
            last.passedAt().isPresent(),
            last.standing().halt("bricks")));
    return this;
  }
}
