package dev.updatecenter.stage.reporting;

import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.RingHealth;
import dev.updatecenter.stage.flighting.RingHealthSource;
import dev.updatecenter.stage.flighting.RingRelease;
import dev.updatecenter.stage.flighting.Share;
import dev.updatecenter.stage.offer.ShareBucket;
import java.time.Instant;

/** A ring's health as its enrolled devices reported it. */
public final class ReportedRingHealth implements RingHealthSource {
  private final ReportLedger ledger;

  /** Health out of a ledger. */
  public ReportedRingHealth(ReportLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public RingHealth health(Flight flight, Instant now) {
    Instant silentSince = now.minus(flight.facts().settings().halt().silentAfter());
    RingVotes votes = ledger.votes(flight.product(), flight.ring(), flight.version(), silentSince);
    int enrolled = ledger.enrolledCount(flight.product(), flight.ring());
    return new RingHealth(
        enrolled,
        eligible(flight, enrolled),
        votes.succeeded(),
        votes.failed(),
        votes.installing(),
        votes.lost(),
        votes.failuresByCode());
  }

  private int eligible(Flight flight, int enrolled) {
    RingRelease standing = flight.standing();
    if (standing.share().equals(Share.ALL)) {
      return enrolled;
    }
    return (int)
        ledger.enrolled(flight.product(), flight.ring()).stream()
            .filter(id -> ShareBucket.contains(standing.salt(), id, standing.share()))
            .count();
  }
}
