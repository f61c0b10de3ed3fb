package dev.updatecenter.stage.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.stage.submission.RingSettings.RampStep;
import dev.updatecenter.testing.ReleaseFolder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReleaseDocumentTest {
  private static final String VALID =
      """
      apiVersion: updatecenter/v1
      kind: Release
      metadata: { product: TestKiosk, version: "10.0.2.0" }
      notes: Wakes up.
      payload:
        ocp: a/b.cab
        os: { version: "10.0.17763.2114", source: windows-update }
        apps: [Kiosk.msix]
        files: [ { source: kiosk.json, destination: 'C:\\Kiosk\\kiosk.json' } ]
      requires: { os: ">=10.0.17763.1577", ocp: ">= 10.0.0.0" }
      validation:
        failOn: warning
        waivers:
          - { rule: UC3107, path: drivers/touch, reason: Ordered, by: sec, until: 2026-12-31 }
      rings:
        - ring: Preview
          gate: { all: enrolled, maxFailures: 1, soak: 12h }
        - ring: GeneralAvailability
          start: manual
          approvals: 2
          ramp: [ { share: 1%, after: 0h }, { share: 100%, after: 72h } ]
          gate: { minDevices: 400, soak: 48h, successLowerBound: 97%, haltAboveFailures: 2% }
      silentAfter: 36h
      haltOnErrors: { codes: ["0x800B010A"], devices: 3 }
      """;

  @Test
  void readsEverythingThatIsWritten() {
    ReleaseManifest release = ReleaseFolder.manifest(VALID);

    assertThat(release.version()).isEqualTo(PackageVersion.parse("10.0.2.0"));
    assertThat(release.notes()).isEqualTo("Wakes up.");
    assertThat(release.payload().ocp().orElseThrow().position().line()).isEqualTo(6);
    assertThat(release.payload().os().orElseThrow().windowsUpdate()).isTrue();
    assertThat(release.payload().files().get(0).destination()).isEqualTo("C:\\Kiosk\\kiosk.json");
    assertThat(release.requires().os()).contains(PackageVersion.parse("10.0.17763.1577"));
    assertThat(release.requires().ocp()).contains(PackageVersion.parse("10.0.0.0"));
    assertThat(release.failOn()).isEqualTo(Severity.WARNING);
    assertThat(release.waivers().get(0).until()).isEqualTo(LocalDate.of(2026, 12, 31));
    assertThat(release.silentAfter()).isEqualTo(Duration.ofHours(36));
    assertThat(release.haltOnErrors().orElseThrow().devices()).isEqualTo(3);
  }

  @Test
  void readsHowEachRingIsFlighted() {
    List<RingSettings> rings = ReleaseFolder.manifest(VALID).rings();

    assertThat(rings)
        .extracting(r -> r.ring().value())
        .containsExactly("Preview", "GeneralAvailability");
    assertThat(rings).extracting(RingSettings::automatic).containsExactly(true, false);
    assertThat(rings).extracting(RingSettings::approvals).containsExactly(0, 2);
    assertThat(rings.get(1).ramp())
        .containsExactly(new RampStep(1, Duration.ZERO), new RampStep(100, Duration.ofDays(3)));
    assertThat(rings.get(0).gate().allEnrolled()).isTrue();
    assertThat(rings.get(1).gate().successLowerBound()).contains(0.97);
    assertThat(rings.get(1).gate().haltAboveFailures()).contains(0.02);
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    ReleaseManifest release = ReleaseFolder.manifest(ReleaseFolder.yaml("{ apps: [a.msix] }"));

    assertThat(release.silentAfter()).isEqualTo(Duration.ofHours(24));
    assertThat(release.failOn()).isEqualTo(Severity.ERROR);
    assertThat(release.notes()).isEmpty();
    assertThat(release.requires()).isEqualTo(Requirements.NONE);
    assertThat(release.waivers()).isEmpty();
    assertThat(release.haltOnErrors()).isEmpty();
    RingSettings ring = release.rings().get(0);
    assertThat(ring.automatic()).isTrue();
    assertThat(ring.ramp()).containsExactly(new RampStep(100, Duration.ZERO));
    assertThat(ring.gate().minDevices()).isEqualTo(1);
    assertThat(ring.gate().maxFailures()).isZero();
  }

  static Stream<Arguments> breaches() {
    return Stream.of(
        bad("kind: Release", "kind: Product", "UC1003", 2, 7),
        bad("kind: Release", "kynd: Release", "UC1002", 2, 1),
        bad("\"10.0.2.0\"", "10.2", "UC1003", 3, 42),
        bad("\"10.0.2.0\"", "\"10.0.2.65536\"", "UC1003", 3, 42),
        bad("product: TestKiosk", "product: targets", "UC1003", 3, 22),
        bad("  ocp: a/b.cab", "  opc: a/b.cab", "UC1002", 6, 3),
        bad("  ocp: a/b.cab", "  ocp: 'a\\b.cab'", "UC1003", 6, 8),
        bad("'C:\\Kiosk\\kiosk.json'", "'C:\\..\\kiosk.json'", "UC1003", 9, 47),
        bad("\">=10.0.17763.1577\"", "\"10.0.17763.1577\"", "UC1003", 10, 17),
        bad("failOn: warning", "failOn: never", "UC1003", 12, 11),
        bad("rule: UC3107", "rule: UC8107", "UC1003", 14, 15),
        bad("until: 2026-12-31", "until: 2026-13-31", "UC1003", 14, 77),
        bad("until: 2026-12-31", "until: 2026-02-30", "UC1004", 14, 77),
        bad("soak: 12h", "soak: 12", "UC1003", 17, 50),
        bad("maxFailures: 1, soak", "maxFailures: -1, soak", "UC1003", 17, 41),
        bad("start: manual", "start: later", "UC1003", 19, 12),
        bad("ring: GeneralAvailability", "ring: Preview", "UC1004", 18, 11),
        bad("share: 1%", "share: 0%", "UC1003", 21, 22),
        bad("share: 1%", "share: 101%", "UC1003", 21, 22),
        bad("share: 1%", "share: 100%", "UC1004", 21, 41),
        bad("after: 0h", "after: 73h", "UC1004", 21, 40),
        bad("share: 100%", "share: 99%", "UC1004", 18, 5),
        bad("successLowerBound: 97%", "successLowerBound: 0.97", "UC1003", 22, 60),
        bad("silentAfter: 36h", "silentAfter: soon", "UC1003", 23, 14),
        bad("\"0x800B010A\"", "\"800B010A\"", "UC1003", 24, 25),
        bad("devices: 3", "devices: 0", "UC1003", 24, 49));
  }

  private static Arguments bad(String was, String is, String code, int line, int column) {
    return Arguments.of(was, is, code, line, column);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("breaches")
  void refusesABadValueAtItsPlace(String was, String is, String code, int line, int column) {
    assertThat(VALID).contains(was);
    ReleaseDocument.Parsed parsed = read(VALID.replace(was, is));

    assertThat(parsed.manifest()).isEmpty();
    assertThat(parsed.findings())
        .anySatisfy(
            f -> {
              assertThat(f.code()).isEqualTo(code);
              assertThat(f.where()).isEqualTo("release.yaml:" + line + ":" + column);
              assertThat(f.severity()).isEqualTo(Severity.ERROR);
            });
  }

  @Test
  void tellsEveryValueWithoutSenseInOneRun() {
    String yaml =
        VALID
            .replace("until: 2026-12-31", "until: 2026-02-30")
            .replace("after: 0h", "after: 73h")
            .replace("ring: Preview", "ring: GeneralAvailability");

    assertThat(read(yaml).findings())
        .extracting(Finding::code, Finding::line)
        .containsExactly(tuple("UC1004", 14), tuple("UC1004", 18));
  }

  @Test
  void equalTimesOfARampMayFollowEachOther() {
    String yaml = VALID.replace("after: 72h", "after: 0h");
    assertThat(read(yaml).manifest()).isPresent();
  }

  @Test
  void packagesOfTheOsAreRefusedRatherThanPassedOver() {
    String yaml =
        ReleaseFolder.yaml(
            "{ os: { version: \"10.0.17763.2114\", source: files, packages: [os.cab] } }");

    assertThat(read(yaml).findings())
        .singleElement()
        .satisfies(f -> assertThat(f.where()).isEqualTo("release.yaml:4:71"))
        .satisfies(f -> assertThat(f.message()).contains("windows-update"));
  }

  static Stream<Arguments> notYaml() {
    String tail = ReleaseFolder.yaml("{ apps: [a.msix] }");
    return Stream.of(
        Arguments.of("empty", ""),
        Arguments.of("an anchor", tail + "notes: &n text\n"),
        Arguments.of("an alias", "x: &x [a]\ny: *x\n" + tail),
        Arguments.of("an alias to nothing", tail + "notes: *n\n"),
        Arguments.of("an alias to itself", "&a [*a]\n"),
        Arguments.of("a key twice", tail + "notes: a\nnotes: b\n"),
        Arguments.of("two documents", tail + "---\n" + tail),
        Arguments.of("not closed", tail + "notes: {\n"),
        Arguments.of("a tab", "metadata:\n\tproduct: a\n"),
        Arguments.of("deep", "[".repeat(100) + "]".repeat(100)),
        Arguments.of("a control character", tail + "notes: \u0007\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("notYaml")
  void refusesWhatNobodyWritesByHand(String what, String yaml) {
    ReleaseDocument.Parsed parsed = read(yaml);

    assertThat(parsed.manifest()).as(what).isEmpty();
    assertThat(parsed.findings()).extracting(Finding::code).containsExactly("UC1001");
    assertThat(parsed.findings().get(0).file()).isEqualTo("release.yaml");
  }

  @Test
  void refusesMoreThanOneMebibyteAndTakesAsMuch() {
    String yaml = ReleaseFolder.yaml("{ apps: [a.msix] }");
    int room = (1 << 20) - yaml.length() - 2;

    assertThat(read(yaml + "#" + " ".repeat(room) + "\n").manifest()).isPresent();
    assertThat(read(yaml + "#" + " ".repeat(room + 1) + "\n").findings())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("1 MiB"));
  }

  @Test
  void aMarkAtTheBeginningIsNotContent() {
    assertThat(read("\uFEFF" + VALID).manifest()).isPresent();
  }

  private static ReleaseDocument.Parsed read(String yaml) {
    return ReleaseDocument.read(yaml.getBytes(StandardCharsets.UTF_8), "release.yaml");
  }
}
