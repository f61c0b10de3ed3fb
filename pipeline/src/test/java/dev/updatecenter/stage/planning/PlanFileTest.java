package dev.updatecenter.stage.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.SchemaCheck;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlanFileTest {
  private static final ReleasePlan PLAN = TestPlans.release(TestPlans.RELEASE);
  private static final Map<String, Object> OUTLOOK =
      Map.of(
          "at",
          "2026-11-22T11:00:00Z",
          "refused",
          false,
          "approvals",
          73,
          "approved",
          0,
          "rings",
          List.of(),
          "findings",
          List.of());
  private static final String WRITTEN =
      new String(
          PlanFile.bytes(PLAN, OUTLOOK, Optional.of("release.yaml")), StandardCharsets.UTF_8);

  @Test
  void readsBackWhatItWrote() throws Exception {
    byte[] bytes = WRITTEN.getBytes(StandardCharsets.UTF_8);
    PlanFile read = PlanFile.read(bytes, "p.json");
    assertThat(read.digest()).isEqualTo(PLAN.digest());
    assertThat(PlanChange.between(read.bound(), PLAN.bound())).isEmpty();
    assertThat(read.source()).contains("release.yaml");
    assertThat(SchemaCheck.check("plan", Json.read(bytes, "p.json"))).isEmpty();
  }

  /** Their digests were computed by another program. */
  @ParameterizedTest
  @ValueSource(strings = {"release", "flight"})
  void agreesWithDigestsOfAnotherProgram(String word) throws Exception {
    Path file =
        Path.of(System.getProperty("basedir", "."), "..", "schemas", "plan", "valid")
            .resolve(word + ".json");
    assertThat(PlanFile.read(Files.readAllBytes(file), word).word()).isEqualTo(word);
  }

  @Test
  void anotherOutlookIsTheSamePlan() {
    String other = WRITTEN.replace("\"approvals\" : 73", "\"approvals\" : 9");
    assertThat(other).isNotEqualTo(WRITTEN);
    assertThat(read(other).digest()).isEqualTo(PLAN.digest());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"approvals\" : 1|\"approvals\" : 0",
        "\"minDevices\" : 400|\"minDevices\" : 1",
        "Wakes after suspend.|Wakes after suspend",
        "\"manual\"|\"automatic\"",
      })
  void refusesPlanWhoseBoundPartWasEdited(String old, String edited) {
    assertThat(WRITTEN).contains(old);
    assertThatThrownBy(() -> read(WRITTEN.replace(old, edited)))
        .isInstanceOfSatisfying(
            UpdateCenterException.class,
            e -> {
              assertThat(e.code()).isEqualTo("UC4115");
              assertThat(e.exit()).isEqualTo(ExitCode.UNTRUSTED);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "kind: Plan",
        "{\"schemaVersion\":2,\"kind\":\"Plan\"}",
        "{\"schemaVersion\":1,\"kind\":\"Release\"}",
        "{\"schemaVersion\":1,\"kind\":\"Plan\",\"digest\":\"00\",\"bound\":{\"plan\":\"release\"}}",
        "{\"schemaVersion\":1,\"kind\":\"Plan\",\"bound\":{\"plan\":\"release\"}}",
        "{\"schemaVersion\":1,\"kind\":\"Plan\",\"bound\":{\"plan\":\"policy\"}}",
        "{\"schemaVersion\":1,\"kind\":\"Plan\",\"bound\":{\"plan\":\"release\",\"x\":1.5}}",
        "{\"schemaVersion\":1,\"kind\":\"Plan\",\"bound\":{\"plan\":\"flight\",\"x\":\"\\ud800\"}}",
      })
  void refusesWhatIsNoPlan(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            UpdateCenterException.class,
            e -> {
              assertThat(e.code()).isEqualTo("UC4114");
              assertThat(e.exit()).isEqualTo(ExitCode.USAGE);
            });
  }

  @Test
  void tellsPlansFromReleases() {
    assertThat(PlanFile.isPlan(WRITTEN.getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(PlanFile.isPlan(TestPlans.RELEASE.getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  @Test
  void saysWhatIsNewAndWhatIsGone() {
    Map<String, Object> was = Map.of("a", 1, "b", Map.of("c", "x"));
    Map<String, Object> now = Map.of("b", Map.of("c", "y"), "d", 2L);
    assertThat(PlanChange.between(was, now))
        .extracting(PlanChange::toString)
        .containsExactly("a is gone, was 1", "b.c is y, was x", "d is new: 2");
    assertThat(PlanChange.between(Map.of("a", 1), Map.of("a", 1L))).isEmpty();
  }

  private static PlanFile read(String text) {
    return PlanFile.read(text.getBytes(StandardCharsets.UTF_8), "p.json");
  }
}
