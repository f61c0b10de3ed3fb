package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import java.time.Instant;
import java.util.Optional;

/** A release on its way through one ring. Made by this stage alone. */
public final class Flight {
  private final FlightFacts facts;
  private final Optional<Instant> passedAt;
  private final RingRelease standing;

  Flight(FlightFacts facts, Optional<Instant> passedAt, RingRelease standing) {
    this.facts = facts;
    this.passedAt = passedAt;
    this.standing = standing;
  }

  /** Product, ring, release, targets, rules and start. */
  public FlightFacts facts() {
    return facts;
  }

  /** The product it is for. */
  public ProductName product() {
    return facts.product();
  }

  /** The ring it moves. */
  public RingName ring() {
    return facts.ring();
  }

  /** The release's version. */
  public PackageVersion version() {
    return facts.version();
  }

  /** When the gate let the ring pass, if it did. */
  public Optional<Instant> passedAt() {
    return passedAt;
  }

  /** What the rollout says of it: share, salt, state. */
  public RingRelease standing() {
    return standing;
  }

  /** A halt or a pause outweighs that the ring has passed. */
  public FlightState state() {
    return switch (standing.state()) {
      case HALTED -> FlightState.HALTED;
      case PAUSED -> FlightState.PAUSED;
      case ACTIVE -> passedAt.isPresent() ? FlightState.PASSED : FlightState.ACTIVE;
    };
  }

  @Override
  public String toString() {
    return "flight %d: %s %s in %s, %s at %s"
        .formatted(
            facts.number(), product(), version(), ring(), state().wireName(), standing.share());
  }
}
