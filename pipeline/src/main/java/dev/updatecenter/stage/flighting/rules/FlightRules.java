package dev.updatecenter.stage.flighting.rules;

import dev.updatecenter.stage.flighting.FlightRule;
import java.util.List;

/** Every rule over a flight, in the order they run. */
public final class FlightRules {
  private static final List<FlightRule> ALL =
      List.of(
          new TargetsRule(),
          new HigherVersionRule(),
          new RingOrderRule(),
          new RampRule(),
          new GateReachRule(),
          new HaltLimitRule(),
          new LeastGateRule(),
          new CalendarRule(),
          new RetailRule(),
          new Sha2FloorRule(),
          new KernelFloorRule(),
          new FeatureUpdateRule(),
          new SupportEndRule());

  private FlightRules() {}

  /** The rules. */
  public static List<FlightRule> all() {
    return ALL;
  }
}
