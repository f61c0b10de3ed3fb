package dev.updatecenter.app.jobs;

import static dev.updatecenter.app.jobs.RingHome.FIRST;
import static dev.updatecenter.app.jobs.RingHome.PREVIEW;
import static dev.updatecenter.app.jobs.RingHome.PRODUCT;
import static dev.updatecenter.app.jobs.RingHome.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.stage.flighting.GateDecision;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.flighting.Share;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run makes of what earlier ones left undone. */
class AdvanceLaterTest {
  private static final String FIRST_BY_HAND =
      "EarlyAdopter is started by hand: 'ducctl flight ContosoKiosk --ring EarlyAdopter --ocp"
          + " 10.0.2.0'";

  private final RingHome rings;

  AdvanceLaterTest(@TempDir Path folder) throws IOException {
    rings = new RingHome(folder.resolve("home"));
    rings.publish(FIRST).flight(PREVIEW, FIRST);
  }

  @AfterEach
  void close() {
    rings.close();
  }

  @Test
  void aShareThatNoDeviceSawYetIsNotWidenedFurther() throws IOException {
    rings.clock.pass(Duration.ofHours(25));
    AdvanceTest.vote(rings, "succeeded", "");
    rings.hideKey("rollout");
    Advance.Result widened = AdvanceTest.advance(rings);
    rings.clock.pass(Duration.ofDays(6));
    Advance.Result days = AdvanceTest.advance(rings);
    rings.showKey("rollout");

    Advance.Result late = AdvanceTest.advance(rings);

    assertThat(widened.failure()).isPresent();
    assertThat(widened.steps().get(0).decision()).isEqualTo(new GateDecision.Widen(Share.ALL));
    assertThat(days.steps().get(0).decision().wireName()).as("days later").isEqualTo("hold");
    assertThat(AdvanceTest.decision(late).wireName())
        .as("the soak begins with the share")
        .isEqualTo("hold");
    assertThat(rings.seen(PREVIEW, FIRST).orElseThrow().share()).isEqualTo(Share.ALL);
    rings.clock.pass(Duration.ofHours(12));
    assertThat(AdvanceTest.decision(AdvanceTest.advance(rings)).wireName()).isEqualTo("pass");
  }

  @Test
  void whatHasPassedGoesOnWhileANewerReleaseIsOnItsWayOrHalted() {
    rings.pass(rings.wiring.flights().list(PRODUCT).get(0));
    rings.publish(SECOND).flight(PREVIEW, SECOND);
    assertThat(AdvanceTest.advance(rings).waiting()).containsExactly(FIRST_BY_HAND);

    rings.act(RingControl.Act.HALT, PREVIEW);

    assertThat(AdvanceTest.advance(rings).waiting()).containsExactly(FIRST_BY_HAND);
    assertThat(rings.flight(RingHome.EARLY, FIRST).ring()).isEqualTo(RingHome.EARLY);
  }

  @Test
  void whatAPersonHaltedGoesOnAfterAResume() {
    rings.act(RingControl.Act.HALT, PREVIEW);

    rings.act(RingControl.Act.RESUME, PREVIEW);

    assertThat(rings.warned).doesNotContain("UC6072");
    assertThat(AdvanceTest.advance(rings).halted()).isFalse();
    assertThat(rings.seenState(PREVIEW, FIRST)).isEqualTo(RolloutState.ACTIVE);
  }
}
