package dev.updatecenter.stage.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.SourcePosition;
import dev.updatecenter.stage.submission.ReleaseManifest.WaiverRequest;
import dev.updatecenter.testing.ReleaseFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaiversTest {
  private static final Instant NOW = Instant.parse("2026-06-30T23:59:59Z");
  private static final Finding FOUND = Finding.error("UC3213", "a.msix", "twice");

  private final ReleaseFolder releases;

  WaiversTest(@TempDir Path root) throws IOException {
    this.releases = new ReleaseFolder(root);
  }

  @ParameterizedTest
  @CsvSource({
    "UC3213, sec, 2026-06-29, UC1021",
    "UC3213, sec, 2026-06-30, UC1023",
    "UC3213, sec, 2026-07-01, UC1023",
    "UC3213, ann, 2026-12-31, UC1022",
    "UC3212, sec, 2026-12-31, UC1022",
    "UC3058, sec, 2026-12-31, UC1022",
    "UC4102, sec, 2026-12-31, UC1022",
  })
  void waiverThatDoesNotCountIsAFindingAtItsLine(
      String rule, String by, String until, String expected) throws Exception {
    List<Finding> result = Waivers.apply(examination(rule, by, until, policy()), List.of(FOUND));

    assertThat(result).extracting(Finding::code).containsExactly(expected, "UC3213");
    assertThat(result.get(0).where()).isEqualTo("release.yaml:7:26");
    assertThat(result).noneMatch(Finding::waived);
  }

  @Test
  void withoutAPolicyNobodyMayWaive() throws Exception {
    List<Finding> result =
        Waivers.apply(examination("UC3213", "sec", "2026-12-31", Optional.empty()), List.of(FOUND));

    assertThat(result).extracting(Finding::code).containsExactly("UC1022", "UC3213");
  }

  @ParameterizedTest
  @CsvSource({
    "drivers/touch, drivers/touch, true",
    "drivers/touch, drivers/touch/touch.inf, true",
    "drivers/touch/, drivers/touch/touch.inf, true",
    "a/ocp.cab, a/ocp.cab!Contoso.A.cab, true",
    "drivers/touch, drivers/touchpad/touch.inf, false",
    "drivers/touch, other/drivers/touch, false",
    "drivers/touch/touch.inf, drivers/touch, false",
  })
  void pathCoversWhatLiesBelowIt(String path, String file, boolean expected) {
    WaiverRequest waiver = waiver("UC3213", Optional.of(path));

    assertThat(Waivers.covers(waiver, Finding.error("UC3213", "it", "m").at(file, 1, 1)))
        .isEqualTo(expected);
    assertThat(Waivers.covers(waiver, Finding.error("UC3213", file, "m"))).isEqualTo(expected);
  }

  @Test
  void withoutAPathItCoversItsCodeEverywhereAndNoOther() {
    WaiverRequest waiver = waiver("UC3213", Optional.empty());

    assertThat(Waivers.covers(waiver, FOUND)).isTrue();
    assertThat(Waivers.covers(waiver, Finding.error("UC3212", "a.msix", "m"))).isFalse();
  }

  @Test
  void policyDoesNotChangeWithTheMapItWasMadeOf() {
    Set<String> who = new HashSet<>(Set.of("sec"));
    Map<String, Set<String>> waivable = new HashMap<>(Map.of("UC3213", who));
    Policy policy =
        new Policy(Policy.Profile.LAB, ContentDigest.of(new byte[0]), Map.of(), waivable, 0);
    who.add("ann");

    assertThat(policy.allowsWaiver("UC3213", "sec")).isTrue();
    assertThat(policy.allowsWaiver("UC3213", "ann")).isFalse();
  }

  private static WaiverRequest waiver(String rule, Optional<String> path) {
    return new WaiverRequest(
        rule, path, "reason", "sec", LocalDate.MAX, SourcePosition.of("release.yaml"));
  }

  private static Optional<Policy> policy() {
    Set<String> sec = Set.of("sec");
    return Optional.of(
        new Policy(
            Policy.Profile.PRODUCTION,
            ContentDigest.of(new byte[0]),
            Map.of(),
            Map.of("UC3213", sec, "UC3058", sec, "UC4102", sec),
            0));
  }

  private Examination examination(String rule, String by, String until, Optional<Policy> policy)
      throws IOException {
    releases.file("a.msix", "app");
    String waiver = "{ rule: %s, reason: r, by: %s, until: %s }".formatted(rule, by, until);
    String yaml =
        ReleaseFolder.yaml(
            ReleaseFolder.VERSION,
            "{ apps: [a.msix] }",
            "validation: { waivers: [ " + waiver + " ] }");
    return new TestExaminations(releases.take(yaml)).policy(policy).at(NOW).examination();
  }
}
