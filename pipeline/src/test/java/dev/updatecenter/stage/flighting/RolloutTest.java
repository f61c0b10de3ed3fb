package dev.updatecenter.stage.flighting;

import static dev.updatecenter.kernel.core.RingName.PREVIEW;
import static dev.updatecenter.stage.flighting.TestFlights.PRODUCT;
import static dev.updatecenter.stage.flighting.TestFlights.SALT;
import static dev.updatecenter.stage.flighting.TestFlights.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RolloutTest {
  private static final PackageVersion V2 = PackageVersion.parse("10.0.2.0");
  private static final Rollout STARTED =
      Rollout.none(PRODUCT).start(PREVIEW, V2, Share.ofPercent(10), () -> SALT, START);

  private static RingRelease after(UnaryOperator<Rollout> transitions) {
    return transitions.apply(STARTED).find(PREVIEW, V2).orElseThrow();
  }

  @Test
  void aPauseAndAResumeKeepTheSameDevices() {
    RingRelease resumed = after(r -> r.pause(PREVIEW, V2, "look first").resume(PREVIEW, V2));

    assertThat(resumed).isEqualTo(STARTED.find(PREVIEW, V2).orElseThrow());
  }

  @Test
  void aSecondFlightOfTheSameVersionIsNoWayRoundAHalt() {
    RingRelease again =
        after(
            r ->
                r.halt(PREVIEW, V2, "bricks")
                    .start(
                        PREVIEW,
                        V2,
                        Share.ALL,
                        () -> {
                          throw new AssertionError("the salt is kept");
                        },
                        START));

    assertThat(again.state()).isEqualTo(RolloutState.HALTED);
    assertThat(again.share()).isEqualTo(Share.ofPercent(10));
  }

  @Test
  void aResumeAfterAHaltRaisesResumed() {
    RingRelease back = after(r -> r.halt(PREVIEW, V2, "bricks").resumeAfterHalt(PREVIEW, V2));

    assertThat(back.state()).isEqualTo(RolloutState.ACTIVE);
    assertThat(back.resumed()).isEqualTo(1);
    assertThat(back.salt()).isEqualTo(SALT);
  }

  @Test
  void theFirstReasonOfAHaltStays() {
    assertThat(after(r -> r.halt(PREVIEW, V2, "first").halt(PREVIEW, V2, "second")).reason())
        .isEqualTo("first");
  }

  @Test
  void aShareNeverFalls() {
    assertThatThrownBy(() -> STARTED.widen(PREVIEW, V2, Share.ofPercent(9), START))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theSameShareAgainKeepsItsBeginning() {
    assertThat(after(r -> r.widen(PREVIEW, V2, Share.ofPercent(10), START.plusSeconds(9))))
        .isEqualTo(STARTED.find(PREVIEW, V2).orElseThrow());
  }

  static Stream<Arguments> forbidden() {
    return Stream.of(
        forbidden("UC6008", "resume of a halt", r -> halted(r).resume(PREVIEW, V2)),
        forbidden("UC6008", "pause of a halt", r -> halted(r).pause(PREVIEW, V2, "y")),
        forbidden("UC6008", "wider while paused", r -> wider(r.pause(PREVIEW, V2, "x"))),
        forbidden("UC6008", "wider while halted", r -> wider(halted(r))),
        forbidden("UC6008", "resume after no halt", r -> r.resumeAfterHalt(PREVIEW, V2)),
        forbidden(
            "UC6009",
            "halt of a stranger",
            r -> r.halt(PREVIEW, PackageVersion.parse("1.0.0.0"), "x")));
  }

  private static Arguments forbidden(String code, String name, UnaryOperator<Rollout> act) {
    return arguments(code, named(name, act));
  }

  private static Rollout halted(Rollout rollout) {
    return rollout.halt(PREVIEW, V2, "x");
  }

  private static Rollout wider(Rollout rollout) {
    return rollout.widen(PREVIEW, V2, Share.ALL, START);
  }

  @ParameterizedTest
  @MethodSource("forbidden")
  void refuses(String code, UnaryOperator<Rollout> forbidden) {
    assertThatThrownBy(() -> forbidden.apply(STARTED))
        .isInstanceOfSatisfying(
            UpdateCenterException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
