package dev.updatecenter.stage.reporting;

import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.RingHealth;
import dev.updatecenter.stage.flighting.RingHealthSource;
import dev.updatecenter.stage.flighting.RingRelease;
import dev.updatecenter.stage.flighting.RunningState;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.stage.offer.ShareBucket;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** A ring's health as its enrolled devices reported it. */
public final class ReportedRingHealth implements RingHealthSource {
  private final ReportLedger ledger;
  private final Exclusions exclusions;

  /** Health out of a ledger. */
  public ReportedRingHealth(ReportLedger ledger, Exclusions exclusions) {
    this.ledger = ledger;
    this.exclusions = exclusions;
  }

  @Override
  public RingHealth health(Flight flight, Instant now) {
    Instant silentSince = now.minus(flight.facts().settings().halt().silentAfter());
    RingVotes votes = ledger.votes(flight.product(), flight.ring(), flight.version(), silentSince);
    RingRelease standing = flight.standing();
    int inShare =
        ledger.inShare(flight.product(), flight.ring(), standing.salt(), standing.share());
    int enrolled = ledger.enrolledCount(flight.product(), flight.ring());
    Excluded excluded = excluded(flight);
    // Read one after the other, beside somebody who may be enrolling devices.
    return new RingHealth(
        enrolled,
        Math.min(excluded.devices, enrolled),
        inShare,
        Math.max(0, inShare - excluded.inShare),
        votes.succeeded(),
        votes.failed(),
        votes.installing(),
        votes.lost(),
        votes.failuresByCode());
  }

  private Excluded excluded(Flight flight) {
    Excluded excluded = new Excluded(flight.standing());
    List<RunningState> states =
        ledger.states(flight.product(), flight.ring()).stream()
            .filter(exclusions.of(flight))
            .toList();
    if (!states.isEmpty()) {
      ledger.unheard(flight.product(), flight.ring(), flight.version(), states, excluded);
    }
    return excluded;
  }

  /** Counts devices, and those of them in the present share. */
  private static final class Excluded implements Consumer<DeviceId> {
    private final RingRelease standing;
    private int devices;
    private int inShare;

    Excluded(RingRelease standing) {
      this.standing = standing;
    }

    @Override
    public void accept(DeviceId device) {
      devices++;
      inShare += ShareBucket.contains(standing.salt(), device, standing.share()) ? 1 : 0;
    }
  }
}
