package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.submission.RingSettings;
import dev.updatecenter.stage.submission.RingSettings.Gate;
import dev.updatecenter.stage.submission.RingSettings.RampStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Flights as tests want them, without a ledger. */
public final class TestFlights {
  public static final Instant START = Instant.parse("2026-11-20T08:00:00Z");
  public static final ProductName PRODUCT = new ProductName("ContosoKiosk");
  public static final Salt SALT = new Salt("000102030405060708090a0b0c0d0e0f");

  private TestFlights() {}

  /** Every enrolled device has to succeed. */
  public static Gate allEnrolled() {
    return new Gate(true, 1, 0, Duration.ofHours(12), Optional.empty(), Optional.empty());
  }

  /** A sample of devices has to succeed at a rate, and halts at another. */
  public static Gate sample(int minDevices, double success, double halt) {
    return new Gate(
        false, minDevices, 0, Duration.ofHours(24), Optional.of(success), Optional.of(halt));
  }

  /** Settings of a ring; percentages and hours in turn. */
  public static RingSettings settings(RingName ring, Gate gate, int... percentAndHours) {
    List<RampStep> ramp = new java.util.ArrayList<>();
    for (int i = 0; i < percentAndHours.length; i += 2) {
      ramp.add(new RampStep(percentAndHours[i], Duration.ofHours(percentAndHours[i + 1])));
    }
    return new RingSettings(ring, true, 0, ramp, gate);
  }

  /** A flight of a release as its first settings say, at a standing. */
  public static Flight flight(
      PublishedRelease release, HaltRules rules, boolean passed, RingRelease standing) {
    RingSettings settings = release.rings().get(0);
    FlightFacts facts =
        new FlightFacts(
            release.product(),
            1,
            settings.ring(),
            release.version(),
            release.submission(),
            release.os(),
            release.ocp(),
            new FlightSettings(settings, rules),
            START);
    return new Flight(facts, passed ? Optional.of(START) : Optional.empty(), standing);
  }

  /** A flight of what a request asks for, at a standing. */
  public static Flight flight(
      FlightRequest request, PublishedRelease release, boolean passed, RingRelease standing) {
    RingSettings settings = settings(request.ring(), allEnrolled());
    FlightFacts facts =
        new FlightFacts(
            request.product(),
            1,
            request.ring(),
            request.version(),
            release.submission(),
            request.os(),
            request.ocp(),
            new FlightSettings(settings, HaltRules.DEFAULT),
            START);
    return new Flight(facts, passed ? Optional.of(START) : Optional.empty(), standing);
  }

  /** An active release at a share that began at {@link #START}. */
  public static RingRelease standing(String share) {
    return RingRelease.begin(new Share(new java.math.BigDecimal(share)), SALT, START);
  }
}
