package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.RingName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanWordsTest {
  private static final Map<String, Object> RELEASE =
      Map.of(
          "plan",
          "release",
          "notes",
          "Mends touch.",
          "waivers",
          List.of(),
          "silentAfterMillis",
          86_400_000L,
          "rings",
          List.of(
              ring("Preview", 0L),
              ring("EarlyAdopter", 5_400_000L),
              ring("GeneralAvailability", 90_001L)),
          "policy",
          "62dd");

  private static Map<String, Object> ring(String name, long soak) {
    return Map.of("ring", name, "approvals", 1, "gate", Map.of("soakMillis", soak));
  }

  @Test
  void saysAllThatAReleaseBindsItsDigestsLast() {
    assertThat(PlanWords.of(RELEASE, Map.of(), Optional.empty()))
        .containsExactly(
            "notes: Mends touch.",
            "rings: { approvals 1, gate { soak 0h }, ring Preview }",
            "rings: { approvals 1, gate { soak 90m }, ring EarlyAdopter }",
            "rings: { approvals 1, gate { soak 90001ms }, ring GeneralAvailability }",
            "silentAfter: 24h",
            "waivers: none",
            "policy: 62dd");
  }

  @Test
  void saysOfAFlightWhatTheReleasesPlanSaysOfItsRing() {
    Map<String, Object> flight =
        Map.of("plan", "flight", "ring", "EarlyAdopter", "present", List.of(), "release", "5074");

    assertThat(PlanWords.of(flight, RELEASE, Optional.of(new RingName("EarlyAdopter"))))
        .containsExactly(
            "present: none",
            "ring: EarlyAdopter",
            "by the plan of the release:",
            "  notes: Mends touch.",
            "  rings: { approvals 1, gate { soak 90m }, ring EarlyAdopter }",
            "  silentAfter: 24h",
            "  waivers: none",
            "release: 5074");
  }

  @Test
  void saysThatNothingIsKnown() {
    assertThat(PlanWords.of(Map.of(), Map.of(), Optional.empty()))
        .singleElement()
        .asString()
        .contains("not known");
  }
}
