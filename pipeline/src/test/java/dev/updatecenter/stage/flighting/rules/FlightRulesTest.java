package dev.updatecenter.stage.flighting.rules;

import static dev.updatecenter.kernel.core.RingName.EARLY_ADOPTER;
import static dev.updatecenter.kernel.core.RingName.PREVIEW;
import static dev.updatecenter.kernel.core.Severity.ERROR;
import static dev.updatecenter.kernel.core.Severity.WARNING;
import static dev.updatecenter.stage.flighting.TestFlights.sample;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.SourceFiles;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.stage.submission.Requirements;
import dev.updatecenter.stage.submission.RingSettings;
import dev.updatecenter.stage.validation.Calendar;
import dev.updatecenter.stage.validation.Freeze;
import dev.updatecenter.stage.validation.LeastGate;
import dev.updatecenter.stage.validation.LeastRing;
import dev.updatecenter.stage.validation.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each code that a flight may be refused or warned with: a case that gets it, and one that does
 * not.
 */
class FlightRulesTest {
  private static final Path RULES =
      SourceFiles.MODULE.resolve("src/main/java/dev/updatecenter/stage/flighting");
  private static final String OLD = "10.0.17763.500";
  private static final String NEW = "10.0.17763.2114";

  /**
   * A pair of cases.
   *
   * @param what differs between them
   */
  private record Example(
      String code, Severity severity, String what, FlightScene fails, FlightScene passes) {
    @Override
    public String toString() {
      return code + " " + severity + ": " + what;
    }
  }

  private static FlightScene scene() {
    return new FlightScene();
  }

  /** Preview has passed with 10.0.2.0. */
  private static FlightScene early() {
    return scene().to(EARLY_ADOPTER).flighted(PREVIEW, "10.0.2.0", "", "10.0.2.0", true);
  }

  private static Stream<Example> examples() {
    return Stream.of(versions(), targets(), gates(), policies(), floors(), windows())
        .flatMap(List::stream);
  }

  private static List<Example> versions() {
    FlightScene preview = scene().flighted(PREVIEW, "10.0.1.0", "", "10.0.1.0", true);
    return List.of(
        new Example("UC6001", ERROR, "not published", scene().unpublished(), scene()),
        new Example(
            "UC6002",
            ERROR,
            "the ring has it",
            scene().flighted(PREVIEW, "10.0.2.0", "", "10.0.2.0", true),
            preview),
        new Example(
            "UC6002",
            ERROR,
            "the ring has a higher one, although halted",
            scene().flighted(PREVIEW, "10.0.3.0", "", "10.0.3.0", false).halted(),
            preview),
        new Example(
            "UC6041",
            ERROR,
            "lower OS than the ring has",
            scene()
                .releaseMoves("10.0.17763.1999")
                .flighted(PREVIEW, "10.0.1.0", NEW, "10.0.1.0", true),
            scene().releaseMoves(NEW).flighted(PREVIEW, "10.0.1.0", NEW, "10.0.1.0", true)),
        new Example(
            "UC6041",
            ERROR,
            "the same OS alone moves nobody",
            scene()
                .releaseMoves(NEW)
                .releaseHasNoOcp()
                .flighted(PREVIEW, "10.0.1.0", NEW, "", true),
            scene()
                .releaseMoves("10.0.17763.2200")
                .releaseHasNoOcp()
                .flighted(PREVIEW, "10.0.1.0", NEW, "", true)));
  }

  private static List<Example> targets() {
    return List.of(
        new Example(
            "UC6006",
            ERROR,
            "another OCP",
            scene().asking("", "10.0.9.0"),
            scene().asking("", "10.0.2.0")),
        new Example(
            "UC6006",
            ERROR,
            "an OS that no release has",
            scene().asking(NEW, "10.0.2.0"),
            scene().asking(NEW, "10.0.2.0").published("10.0.1.0", NEW, true, Requirements.NONE)),
        new Example(
            "UC6040",
            ERROR,
            "an OS in packages of another release",
            scene().asking(NEW, "10.0.2.0").published("10.0.1.0", NEW, false, Requirements.NONE),
            scene().asking(NEW, "10.0.2.0").published("10.0.1.0", NEW, true, Requirements.NONE)),
        new Example(
            "UC6040",
            ERROR,
            "an OS whose floors would be lost",
            scene()
                .asking(NEW, "10.0.2.0")
                .published("10.0.1.0", NEW, true, FlightScene.floors("10.0.17763.1577", "")),
            scene()
                .asking(NEW, "10.0.2.0")
                .requires("10.0.17763.1577", "")
                .published("10.0.1.0", NEW, true, FlightScene.floors("10.0.17763.1577", ""))),
        new Example(
            "UC6040",
            ERROR,
            "packages without the OS that comes with them",
            scene().releaseMoves(NEW).traits(false, true, false).asking("", "10.0.2.0"),
            scene().releaseMoves(NEW).asking("", "10.0.2.0")),
        new Example(
            "UC6040",
            ERROR,
            "an OS without the packages that it comes in",
            scene().releaseMoves(NEW).traits(false, true, false).asking(NEW, ""),
            scene().releaseMoves(NEW)),
        new Example(
            "UC6044",
            WARNING,
            "the OS alone leaves the OCP behind",
            scene().releaseMoves(NEW).asking(NEW, ""),
            scene().releaseMoves(NEW).asking(NEW, "10.0.2.0")),
        new Example(
            "UC6045",
            WARNING,
            "devices that have not reached the OS of an earlier flight",
            scene().flighted(PREVIEW, "10.0.1.0", NEW, "10.0.1.0", true),
            scene()
                .silent(0)
                .running(NEW, "10.0.1.0", 12)
                .flighted(PREVIEW, "10.0.1.0", NEW, "10.0.1.0", true)));
  }

  private static List<Example> gates() {
    RingSettings.Gate three = gate(true, 3, 3, 0.001);
    return List.of(
        new Example(
            "UC6005",
            ERROR,
            "the product has no such ring",
            scene().to(new RingName("Canary")),
            scene()),
        new Example(
            "UC6005",
            ERROR,
            "the release says nothing about it",
            scene().releaseIsSilentAboutTheRing(),
            scene()),
        new Example(
            "UC6007", ERROR, "falls", scene().ramp(50, 0, 10, 24, 100, 48), scene().ramp(100, 0)),
        new Example(
            "UC6007",
            ERROR,
            "goes back",
            scene().ramp(10, 24, 100, 1),
            scene().ramp(10, 1, 100, 24)),
        new Example("UC6007", ERROR, "ends early", scene().ramp(10, 0, 50, 24), scene()),
        new Example(
            "UC6004",
            ERROR,
            "more devices than there are",
            scene().gate(sample(13, 0.2, 0.5)),
            scene().gate(sample(12, 0.2, 0.5))),
        new Example(
            "UC6004",
            ERROR,
            "95 % takes 73",
            scene().silent(72).gate(sample(1, 0.95, 0.3)),
            scene().silent(73).gate(sample(1, 0.95, 0.3))),
        new Example(
            "UC6004",
            ERROR,
            "97 % takes 125",
            scene().silent(124).gate(sample(1, 0.97, 0.3)),
            scene().silent(125).gate(sample(1, 0.97, 0.3))),
        new Example("UC6004", ERROR, "certainty", scene().gate(sample(1, 1, 0.3)), scene()),
        new Example(
            "UC6004", ERROR, "all enrolled of an empty ring", scene().silent(0), scene().silent(1)),
        new Example(
            "UC6042",
            WARNING,
            "'requires' keeps out whom 'all: enrolled' waits for",
            scene().silent(11).running(OLD, "10.0.0.0", 1).requires("10.0.17763.1577", ""),
            scene().silent(11).running(NEW, "10.0.0.0", 1).requires("10.0.17763.1577", "")),
        new Example(
            "UC6042",
            WARNING,
            "who runs it already",
            scene().running(NEW, "10.0.2.0", 1),
            scene().running(NEW, "10.0.1.0", 1)),
        new Example(
            "UC6036",
            WARNING,
            "one device proves no rate above 3 %",
            scene().silent(1).gate(gate(true, 1, 0, 0.03)),
            scene().silent(3).gate(gate(true, 1, 0, 0.03))),
        new Example(
            "UC6036",
            WARNING,
            "no rate lies above 100 %",
            scene().gate(gate(true, 1, 0, 1.0)),
            scene().gate(gate(true, 1, 0, 0.1))),
        new Example(
            "UC6037",
            WARNING,
            "three failures may be, and halt",
            scene().gate(three),
            scene().gate(gate(true, 3, 0, 0.001))),
        new Example(
            "UC6037",
            WARNING,
            "a rate that forgives and halts at the first",
            scene().silent(200).gate(sample(1, 0.95, 0.0)),
            scene().silent(200).gate(sample(1, 0.95, 0.03))));
  }

  private static RingSettings.Gate gate(boolean all, int least, int failures, double halt) {
    return new RingSettings.Gate(
        all, least, failures, Duration.ofHours(12), Optional.empty(), Optional.of(halt));
  }

  private static List<Example> policies() {
    return List.of(
        new Example("UC6003", ERROR, "Preview never began", scene().to(EARLY_ADOPTER), early()),
        new Example(
            "UC6003",
            ERROR,
            "Preview has not passed",
            scene().to(EARLY_ADOPTER).flighted(PREVIEW, "10.0.2.0", "", "10.0.2.0", false),
            early()),
        new Example("UC6003", ERROR, "halted since", early().halted(), early()),
        new Example(
            "UC6003",
            ERROR,
            "Preview passed without this OS",
            early().releaseMoves(NEW),
            scene()
                .to(EARLY_ADOPTER)
                .releaseMoves(NEW)
                .flighted(PREVIEW, "10.0.2.0", NEW, "10.0.2.0", true)),
        new Example(
            "UC6003",
            ERROR,
            "skipped against the policy",
            scene().to(EARLY_ADOPTER).skipping("The lab is flooded"),
            early()),
        new Example(
            "UC6003",
            ERROR,
            "skipped without a reason",
            scene().to(EARLY_ADOPTER).skippingIsAllowed().skipping(" "),
            early()),
        new Example(
            "UC6003",
            WARNING,
            "skipped with leave and reason",
            scene().to(EARLY_ADOPTER).skippingIsAllowed().skipping("The lab is flooded"),
            early()),
        new Example(
            "UC6038",
            ERROR,
            "in a freeze",
            scene().calendar(frozen()).at("2026-12-24T12:00:00Z"),
            scene().calendar(frozen()).at("2027-01-05T12:00:00Z")),
        new Example(
            "UC6038",
            ERROR,
            "outside the windows",
            // 07:30 UTC is 08:30 in Berlin in winter and 09:30 in summer.
            scene().calendar(office()).at("2026-11-24T07:30:00Z"),
            scene().calendar(office()).at("2026-07-21T07:30:00Z")),
        new Example(
            "UC6039",
            ERROR,
            "a test build beyond Preview",
            early().traits(false, false, false),
            early()),
        new Example(
            "UC1170",
            ERROR,
            "looser than the policy is now",
            scene().least(soak(PREVIEW, 24)),
            scene().least(soak(PREVIEW, 12))),
        new Example(
            "UC1170",
            ERROR,
            "round a ring that the policy binds",
            early().least(soak(PREVIEW, 1)),
            early().least(soak(EARLY_ADOPTER, 1))));
  }

  private static Calendar frozen() {
    Freeze freeze =
        new Freeze(
            LocalDateTime.of(2026, 12, 18, 0, 0),
            LocalDateTime.of(2027, 1, 4, 0, 0),
            "Christmas trade",
            Set.of());
    return new Calendar(ZoneId.of("Europe/Berlin"), List.of(), List.of(freeze));
  }

  private static Calendar office() {
    Window window =
        new Window(Set.of(DayOfWeek.TUESDAY), LocalTime.of(9, 0), LocalTime.of(16, 0), Set.of());
    return new Calendar(ZoneId.of("Europe/Berlin"), List.of(window), List.of());
  }

  private static LeastRing soak(RingName ring, int hours) {
    LeastGate gate =
        new LeastGate(
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.of(Duration.ofHours(hours)),
            Optional.empty(),
            Optional.empty());
    return new LeastRing(ring, 0, false, List.of(), gate);
  }

  private static List<Example> floors() {
    return List.of(
        new Example(
            "UC6030",
            ERROR,
            "images are too old for SHA-2",
            scene().baseline("10.0.17763.614"),
            scene().baseline("10.0.17763.615")),
        new Example(
            "UC6030",
            ERROR,
            "so is 1803 below .885",
            scene().running("10.0.17134.884", "10.0.0.0", 1),
            scene().running("10.0.17134.885", "10.0.0.0", 1)),
        new Example(
            "UC6030",
            ERROR,
            "so is a build between the two",
            scene().running("10.0.17750.9999", "10.0.0.0", 1),
            scene().running("10.0.18362.1", "10.0.0.0", 1)),
        new Example(
            "UC6030",
            ERROR,
            "'requires' keeps such devices out",
            scene().running(OLD, "10.0.0.0", 1),
            scene().running(OLD, "10.0.0.0", 1).requires("10.0.17763.615", "")),
        new Example(
            "UC6030",
            ERROR,
            "who has the OCP installs nothing",
            scene().running(OLD, "10.0.1.9", 1),
            scene().running(OLD, "10.0.2.0", 1)),
        new Example(
            "UC6030",
            ERROR,
            "an OS alone has no packages",
            scene().releaseMoves(NEW).asking("", "10.0.2.0").baseline(OLD),
            scene().releaseMoves(NEW).asking(NEW, "").baseline(OLD)),
        new Example(
            "UC6030",
            WARNING,
            "the OS moves too, and packages do not wait",
            scene().baseline(OLD).releaseMoves(NEW),
            scene().baseline("10.0.17763.615").releaseMoves(NEW)),
        new Example(
            "UC6030",
            WARNING,
            "only devices to come are too old",
            scene().silent(0).baseline(OLD).running(NEW, "10.0.0.0", 12),
            scene().silent(0).running(NEW, "10.0.0.0", 12)),
        new Example(
            "UC6031",
            ERROR,
            "kernel code on images that do not load it",
            scene().baseline("10.0.17763.1576").traits(false, true, true),
            scene().baseline("10.0.17763.1576")),
        new Example(
            "UC6031",
            ERROR,
            "a device below the images",
            scene().running("10.0.17763.1000", "10.0.0.0", 1).traits(false, true, true),
            scene()
                .running("10.0.17763.1000", "10.0.0.0", 1)
                .traits(false, true, true)
                .requires("10.0.17763.1577", "")),
        new Example(
            "UC6031",
            ERROR,
            "the OS moves too, and packages do not wait",
            scene().baseline("10.0.17763.1000").releaseMoves(NEW).traits(true, true, true),
            scene().releaseMoves(NEW).traits(true, true, true)));
  }

  private static List<Example> windows() {
    return List.of(
        new Example(
            "UC6032",
            ERROR,
            "another build on LTSC",
            scene().releaseMoves("10.0.19044.1288"),
            scene().releaseMoves(NEW)),
        new Example(
            "UC6032",
            ERROR,
            "semi-annual takes it",
            scene().releaseMoves("10.0.18362.1"),
            scene().releaseMoves("10.0.18362.1").servicing("semi-annual")),
        new Example(
            "UC6032",
            ERROR,
            "a device of another build",
            scene().releaseMoves(NEW).running("10.0.17134.885", "10.0.0.0", 1),
            scene()
                .releaseMoves(NEW)
                .running("10.0.17134.885", "10.0.0.0", 1)
                .requires("10.0.17763.1", "")),
        new Example(
            "UC6033",
            ERROR,
            "no long-term release",
            scene().baseline("10.0.18362.30"),
            scene().baseline("10.0.18362.30").servicing("semi-annual")),
        new Example(
            "UC6033",
            ERROR,
            "LTSC 2021 is no IoT Core",
            scene().baseline("10.0.19044.1288"),
            scene().baseline("10.0.19044.1288").edition("iot-enterprise")),
        new Example(
            "UC6033",
            WARNING,
            "a device says something strange",
            scene().running("10.0.25398.1", "10.0.0.0", 1),
            scene().running(NEW, "10.0.0.0", 1)),
        new Example(
            "UC6034",
            WARNING,
            "less than a year",
            scene().at("2028-01-09T00:00:00Z"),
            scene().at("2028-01-08T00:00:00Z")),
        new Example(
            "UC6035",
            WARNING,
            "the last day is over",
            scene().at("2029-01-10T00:00:00Z"),
            scene().at("2029-01-09T23:59:59Z")));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void saysWhatStandsAgainstAFlightAndNothingWhereItDoesNot(Example example) {
    List<Finding> said = of(example.code(), example.fails());
    assertThat(said).isNotEmpty().extracting(Finding::severity).contains(example.severity());
    assertThat(said).allSatisfy(f -> assertThat(f.why()).isNotBlank());
    assertThat(said).allSatisfy(f -> assertThat(f.fix()).isNotBlank());
    assertThat(of(example.code(), example.passes()))
        .extracting(Finding::severity)
        .doesNotContain(example.severity());
  }

  private static List<Finding> of(String code, FlightScene scene) {
    return scene.findings().stream().filter(f -> f.code().equals(code)).toList();
  }

  @Test
  void everyCodeOfTheRulesHasAnExample() throws IOException {
    Set<String> said = new TreeSet<>();
    try (Stream<Path> files = Files.walk(RULES.resolve("rules"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        said.addAll(codes(file));
      }
    }
    said.addAll(codes(RULES.resolve("FlightValidator.java")));

    assertThat(examples().map(Example::code).distinct()).containsExactlyInAnyOrderElementsOf(said);
  }

  private static List<String> codes(Path file) throws IOException {
    return Pattern.compile("\"(UC\\d{4})\"")
        .matcher(Files.readString(file))
        .results()
        .map((MatchResult m) -> m.group(1))
        .toList();
  }

  @Test
  void saysNothingOfASoundFlight() {
    assertThat(scene().findings()).isEmpty();
    assertThat(early().findings()).isEmpty();
    assertThat(scene().releaseMoves(NEW).findings()).isEmpty();
  }

  @Test
  void saysEverythingAtOnce() {
    FlightScene bad =
        scene()
            .to(EARLY_ADOPTER)
            .calendar(frozen())
            .at("2026-12-24T12:00:00Z")
            .baseline(OLD)
            .traits(false, false, false);

    assertThat(bad.findings())
        .extracting(Finding::code)
        .containsExactlyInAnyOrder("UC6003", "UC6030", "UC6038", "UC6039");
  }

  @Test
  void tellsTheReasonAndTheEndOfAFreeze() {
    assertThat(scene().calendar(frozen()).at("2026-12-24T12:00:00Z").findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.message()).contains("2027-01-03T23:00:00Z");
              assertThat(f.why()).contains("Christmas trade");
            });
  }

  @Test
  void tellsWhySomebodySkippedARing() {
    assertThat(
            scene().to(EARLY_ADOPTER).skippingIsAllowed().skipping("The lab is flooded").findings())
        .singleElement()
        .satisfies(f -> assertThat(f.why()).contains("The lab is flooded"));
  }
}
