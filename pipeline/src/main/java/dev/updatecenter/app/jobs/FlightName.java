package dev.updatecenter.app.jobs;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.FlightFacts;

/** A release in a ring, whether a ledger knows of its flight or devices alone do. */
public record FlightName(ProductName product, RingName ring, PackageVersion version) {
  static FlightName of(FlightFacts facts) {
    return new FlightName(facts.product(), facts.ring(), facts.version());
  }
}
