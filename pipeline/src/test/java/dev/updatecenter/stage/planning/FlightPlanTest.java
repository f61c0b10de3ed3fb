package dev.updatecenter.stage.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.planning.FlightPlan.Present;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What makes another plan of a flight. */
final class FlightPlanTest {
  private static final PackageVersion V1 = PackageVersion.parse("10.0.1.0");
  private static final PackageVersion V2 = PackageVersion.parse("10.0.2.0");
  private static final PackageVersion OS = PackageVersion.parse("10.0.17763.2114");
  private static final Present HAS =
      new Present(V1, Optional.empty(), Optional.of(V1), "active", 0);
  private static final FlightPlan PLAN =
      new FlightPlan(
          TestPlans.release(TestPlans.RELEASE).product(),
          new RingName("Preview"),
          V2,
          Optional.empty(),
          Optional.of(V2),
          TestPlans.digest("release"),
          TestPlans.POLICY,
          TestPlans.MODEL,
          List.of(HAS),
          Optional.empty());

  @Test
  void everyKeyIsBound() {
    Stream<UnaryOperator<FlightPlan>> edits =
        Stream.of(
            p -> with(p, new RingName("EarlyAdopter"), p.version(), p.os(), p.ocp(), p.present()),
            p -> with(p, p.ring(), V1, p.os(), p.ocp(), p.present()),
            p -> with(p, p.ring(), p.version(), Optional.of(OS), p.ocp(), p.present()),
            p -> with(p, p.ring(), p.version(), p.os(), Optional.empty(), p.present()),
            p -> with(p, p.ring(), p.version(), Optional.of(V2), Optional.empty(), p.present()),
            p -> with(p, p.ring(), p.version(), p.os(), p.ocp(), List.of()),
            p -> with(p, p.ring(), p.version(), p.os(), p.ocp(), List.of(has("halted", 0))),
            p -> with(p, p.ring(), p.version(), p.os(), p.ocp(), List.of(has("active", 1))));
    assertThat(edits.map(e -> e.apply(PLAN).digest()))
        .doesNotHaveDuplicates()
        .doesNotContain(PLAN.digest());
  }

  @Test
  void skippingAndItsReasonAreBound() {
    assertThat(Stream.of("", "late", "later").map(r -> skipping(r).digest()))
        .doesNotHaveDuplicates()
        .doesNotContain(PLAN.digest());
  }

  @Test
  void orderOfWhatTheRingHasSaysNothing() {
    Present older = new Present(OS, Optional.of(OS), Optional.empty(), "active", 0);
    FlightPlan one = with(PLAN, PLAN.ring(), V2, PLAN.os(), PLAN.ocp(), List.of(HAS, older));
    FlightPlan two = with(PLAN, PLAN.ring(), V2, PLAN.os(), PLAN.ocp(), List.of(older, HAS));
    assertThat(one.digest()).isEqualTo(two.digest());
  }

  private static Present has(String state, int resumed) {
    return new Present(V1, Optional.empty(), Optional.of(V1), state, resumed);
  }

  private static FlightPlan with(
      FlightPlan p,
      RingName ring,
      PackageVersion version,
      Optional<PackageVersion> os,
      Optional<PackageVersion> ocp,
      List<Present> present) {
    return new FlightPlan(
        p.product(),
        ring,
        version,
        os,
        ocp,
        p.release(),
        p.policy(),
        p.model(),
        present,
        p.skipReason());
  }

  private static FlightPlan skipping(String reason) {
    return new FlightPlan(
        PLAN.product(),
        PLAN.ring(),
        PLAN.version(),
        PLAN.os(),
        PLAN.ocp(),
        PLAN.release(),
        PLAN.policy(),
        PLAN.model(),
        PLAN.present(),
        Optional.of(reason));
  }
}
