package dev.updatecenter.stage.flighting.subscription;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.flighting.FlightCase;
import dev.updatecenter.stage.flighting.FlightRule;
import java.util.function.Consumer;

/** UC6090 and UC6091: LTSC is flighted with a subscription, and for as many devices as it says. */
public final class SubscriptionRule implements FlightRule {
  private final SubscriptionCover cover;

  /** Judges by how subscriptions and devices stand now. */
  public SubscriptionRule(SubscriptionCover cover) {
    this.cover = cover;
  }

  @Override
  public void check(FlightCase flight, Consumer<Finding> report) {
    cover.againstFlight().forEach(report);
  }
}
