package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.submission.RingSettings;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Starts and moves flights in the ledger. The only way to a {@link Flight}. Its writers hold the
 * product's lease; what it writes reaches devices only once the rollout is published.
 */
public final class Flights {
  private final FlightLedger ledger;
  private final Clock clock;
  private final RandomGenerator random;

  /**
   * Flights over a ledger.
   *
   * @param random where salts come from; unpredictable
   */
  public Flights(FlightLedger ledger, Clock clock, RandomGenerator random) {
    this.ledger = ledger;
    this.clock = clock;
    this.random = random;
  }

  /**
   * The flights of a product by number, rebuilt from the ledger.
   *
   * @throws UpdateCenterException exit 14 when a row is not what was written
   */
  public List<Flight> list(ProductName product) {
    Rollout rollout = ledger.rollout(product);
    return ledger.flights(product).stream().map(r -> rebuild(r, rollout)).toList();
  }

  /** The flight of a release in a ring. */
  public Optional<Flight> find(ProductName product, RingName ring, PackageVersion version) {
    return list(product).stream()
        .filter(f -> f.ring().equals(ring) && f.version().equals(version))
        .findFirst();
  }

  /**
   * The flight that a request asks for, if it was started.
   *
   * @throws UpdateCenterException exit 6 when the ring has the release with other versions
   */
  public Optional<Flight> find(FlightRequest request) {
    Optional<Flight> present = find(request.product(), request.ring(), request.version());
    present.filter(f -> !request.isFor(f)).ifPresent(f -> refuse(f, request));
    return present;
  }

  private static void refuse(Flight present, FlightRequest request) {
    throw UpdateCenterException.error(
            "UC6043", ExitCode.CONFLICT, present + " moves devices to other versions")
        .where(request.product() + " " + request.ring())
        .why(
            "it moves them to "
                + FlightTarget.words(present.facts().os(), present.facts().ocp())
                + ", asked for is "
                + request.targets()
                + "; a ring takes a release once")
        .fix("submit a release with these versions under a higher version, and flight that")
        .state("no flight was started")
        .build();
  }

  /** The state of all rings. */
  public Rollout rollout(ProductName product) {
    return ledger.rollout(product);
  }

  /**
   * Starts a flight, once: the same request again gives the flight that is there. Ask {@link
   * FlightValidator} first.
   *
   * @throws UpdateCenterException exit 6 when the flight that is there came of another submission,
   *     or moves devices to other versions
   */
  public Flight start(FlightRequest request, PublishedRelease release, HaltRules rules) {
    Optional<Flight> present = find(request);
    if (present.isPresent()) {
      return same(present.get(), release);
    }
    long number = ledger.flights(request.product()).size() + 1L;
    FlightFacts facts = facts(request, release, rules, number);
    Rollout rollout =
        ledger
            .rollout(facts.product())
            .start(
                facts.ring(),
                facts.version(),
                facts.settings().firstShare(),
                () -> Salt.fresh(random),
                facts.startedAt());
    FlightRecord record = new FlightRecord(facts, facts.digest(), Optional.empty());
    ledger.begin(record, rollout);
    return rebuild(record, rollout);
  }

  /**
   * Carries out what a gate decided: writes the share, the pass or the halt; a hold writes nothing.
   *
   * @return the flight as it stands then
   */
  public Flight apply(Flight flight, GateDecision decision) {
    ProductName product = flight.product();
    RingName ring = flight.ring();
    Rollout rollout = ledger.rollout(product);
    if (decision instanceof GateDecision.Widen widen) {
      ledger.save(rollout.widen(ring, flight.version(), widen.share(), clock.instant()));
    } else if (decision instanceof GateDecision.Halt halt) {
      ledger.save(rollout.halt(ring, flight.version(), halt.reason()));
    } else if (decision instanceof GateDecision.Pass) {
      ledger.passed(product, flight.facts().number(), clock.instant());
    }
    return find(product, ring, flight.version()).orElse(flight);
  }

  /**
   * Replaces the rollout by what a person decided: a pause, a resume, a halt.
   *
   * @return the same rollout
   */
  public Rollout save(Rollout rollout) {
    ledger.save(rollout);
    return rollout;
  }

  private FlightFacts facts(
      FlightRequest request, PublishedRelease release, HaltRules rules, long number) {
    RingSettings settings =
        release.rings().stream()
            .filter(s -> s.ring().equals(request.ring()))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no settings for " + request.ring()));
    return new FlightFacts(
        request.product(),
        number,
        request.ring(),
        release.version(),
        release.submission(),
        request.os(),
        request.ocp(),
        new FlightSettings(settings, rules),
        clock.instant());
  }

  private static Flight same(Flight present, PublishedRelease release) {
    ContentDigest submission = present.facts().submission();
    if (!submission.equals(release.submission())) {
      throw UpdateCenterException.error(
              "UC6010", ExitCode.CONFLICT, present + " came of another submission")
          .why("its submission is " + submission + ", the release's is " + release.submission())
          .state("no flight was started")
          .build();
    }
    return present;
  }

  private static Flight rebuild(FlightRecord record, Rollout rollout) {
    FlightFacts facts = record.facts();
    Optional<RingRelease> standing = rollout.find(facts.ring(), facts.version());
    if (standing.isEmpty() || !facts.digest().equals(record.digest())) {
      throw UpdateCenterException.error(
              "UC6011",
              ExitCode.DISK,
              "the ledger's row of flight " + facts.number() + " is not what was written")
          .where(facts.product() + " " + facts.ring())
          .fix("'ducctl recover --from-store' rebuilds the ledger")
          .build();
    }
    return new Flight(facts, record.passedAt(), standing.get());
  }
}
