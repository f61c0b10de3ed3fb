package dev.updatecenter.stage.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
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
    "UC1010, sec, 2026-12-31, UC1022",
    "UC3207, sec, 2026-12-31, UC1062",
    "UC3999, sec, 2020-01-01, UC1063",
  })
  void waiverThatDoesNotCountIsAFindingAtItsLine(
      String rule, String by, String until, String expected) throws Exception {
    List<Finding> result = unapproved(examination(rule, by, until, "", policy()), FOUND);

    assertThat(result).extracting(Finding::code).containsExactly(expected, "UC3213");
    assertThat(result.get(0).where()).isEqualTo("release.yaml:7:26");
    assertThat(result.get(0).why()).isNotBlank();
    assertThat(result.get(0).fix()).isNotBlank();
    assertThat(result).noneMatch(Finding::waived);
  }

  @ParameterizedTest
  @CsvSource({
    "sec, 2026-06-29, UC1021, false",
    "sec, 2026-06-30, '', true",
    "ann, 2026-12-31, UC1022, false",
  })
  void onceApprovedItWaivesWhatThePolicyAllowsUntilItsLastDay(
      String by, String until, String said, boolean waived) throws Exception {
    Waivers.Applied applied =
        Waivers.of(examination("UC3213", by, until, "", policy())).approved(found(FOUND));

    assertThat(applied.findings())
        .filteredOn(f -> f.code().equals("UC3213"))
        .allMatch(f -> f.waived() == waived);
    assertThat(applied.findings())
        .filteredOn(f -> f.code().startsWith("UC1"))
        .extracting(Finding::code)
        .containsExactlyElementsOf(said.isEmpty() ? List.of() : List.of(said));
    assertThat(applied.allowed()).hasSize(waived ? 1 : 0);
  }

  @Test
  void waivesOnlyAtItsPath() throws Exception {
    Finding other = Finding.error("UC3213", "b.msix", "twice");

    Waivers.Applied applied =
        Waivers.of(examination("UC3213", "sec", "2026-12-31", ", path: a.msix", policy()))
            .approved(found(FOUND, other));

    assertThat(applied.findings())
        .filteredOn(Finding::waived)
        .extracting(Finding::subject)
        .containsExactly("a.msix");
  }

  @Test
  void neverWaivesAnErrorOfAFileAsSuchWhateverItsCode() throws Exception {
    Waivers.Found found = new Waivers.Found(List.of(FOUND), List.of());

    Waivers.Applied applied =
        Waivers.of(examination("UC3213", "sec", "2026-12-31", "", policy())).approved(found);

    assertThat(applied.findings())
        .extracting(Finding::code)
        .containsExactlyInAnyOrder("UC1022", "UC3213");
    assertThat(applied.findings()).noneMatch(Finding::waived);
  }

  @Test
  void waitsForNobodyWhereItCoversNothingThatRefuses() throws Exception {
    Finding warning = Finding.warning("UC3213", "a.msix", "twice");

    List<Finding> result =
        unapproved(examination("UC3213", "sec", "2026-12-31", "", policy()), warning);

    assertThat(result)
        .filteredOn(f -> f.code().equals("UC1023"))
        .singleElement()
        .satisfies(f -> assertThat(f.severity()).isEqualTo(Severity.NOTE));
  }

  @Test
  void namesTheCodesThatAnUnknownOneIsNearTo() throws Exception {
    List<Finding> result =
        unapproved(examination("UC3231", "sec", "2026-12-31", "", policy()), FOUND);

    assertThat(result.get(0).fix()).containsPattern("near are UC32[0-9]{2}");
  }

  @Test
  void withoutAPolicyNobodyMayWaive() throws Exception {
    List<Finding> result =
        unapproved(examination("UC3213", "sec", "2026-12-31", "", Optional.empty()), FOUND);

    assertThat(result).extracting(Finding::code).containsExactly("UC1022", "UC3213");
  }

  private static List<Finding> unapproved(Examination examination, Finding... found) {
    return Waivers.of(examination).approvedBy(Set.of(), found(found)).findings();
  }

  private static Waivers.Found found(Finding... ofContent) {
    return new Waivers.Found(List.of(), List.of(ofContent));
  }

  @ParameterizedTest
  @CsvSource({
    "drivers/touch, drivers/touch, true",
    "drivers/touch, drivers/touch/touch.inf, true",
    "drivers/touch/, drivers/touch/touch.inf, true",
    "a/ocp.cab, a/ocp.cab!Contoso.A.cab, true",
    "drivers/touch, ./drivers/touch/touch.inf, true",
    "./drivers/touch, drivers/touch/touch.inf, true",
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
            Map.of("UC3213", sec, "UC3058", sec, "UC4102", sec, "UC1010", sec, "UC3207", sec),
            0));
  }

  private Examination examination(
      String rule, String by, String until, String more, Optional<Policy> policy)
      throws IOException {
    releases.file("a.msix", "app");
    String waiver = "{ rule: %s, reason: r, by: %s, until: %s%s }".formatted(rule, by, until, more);
    String yaml =
        ReleaseFolder.yaml(
            ReleaseFolder.VERSION,
            "{ apps: [a.msix] }",
            "validation: { waivers: [ " + waiver + " ] }");
    return new TestExaminations(releases.take(yaml)).policy(policy).at(NOW).examination();
  }
}
