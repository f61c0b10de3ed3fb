package dev.updatecenter.stage.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.submission.RingSettings.RampStep;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDocumentTest {
  private static final String CERTIFICATE = "ab".repeat(32);
  private static final String VALID =
      """
      apiVersion: updatecenter/v1
      kind: Policy
      metadata: { product: TestKiosk }
      profile: production
      submitters:
        - { name: Contoso, certificate: %s }
        - { name: Next year, certificate: %s }
      people:
        - { name: ann, keys: [%s, %s], roles: [Submitter, Flighter] }
        - { name: sec, keys: [%s], roles: [Approver] }
      waivers:
        - { codes: [UC3213, UC3209], who: [sec] }
        - { codes: [UC3213], who: [ann] }
        - { codes: [UC4001], who: [sec] }
      signing: { approvals: 2 }
      """
          .formatted(
              CERTIFICATE, "cd".repeat(32), "1a".repeat(32), "1b".repeat(32), "2c".repeat(32));

  @Test
  void readsWhoMaySubmitAndWaive() {
    PolicyDocument.Parsed parsed = read(VALID);
    Policy policy = parsed.policy().orElseThrow();

    assertThat(parsed.findings()).isEmpty();
    assertThat(parsed.product()).contains("TestKiosk");
    assertThat(policy.profile()).isEqualTo(Policy.Profile.PRODUCTION);
    assertThat(policy.submitters())
        .containsEntry("Contoso", ContentDigest.ofHex(CERTIFICATE))
        .containsKey("Next year");
    assertThat(policy.waivable()).containsEntry("UC3213", Set.of("sec", "ann"));
    assertThat(policy.signingApprovals()).isEqualTo(2);
    assertThat(policy.digest()).isEqualTo(ContentDigest.of(VALID.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void readsPeopleWithTheirKeysAndRoles() {
    assertThat(read(VALID).policy().orElseThrow().people())
        .containsExactly(
            new Person(
                "ann",
                Set.of(key("1a"), key("1b")),
                Set.of(Person.Role.SUBMITTER, Person.Role.FLIGHTER)),
            new Person("sec", Set.of(key("2c")), Set.of(Person.Role.APPROVER)));
  }

  @Test
  void refusesOneKeyOfTwoPeople() {
    String shared = VALID.replace("2c".repeat(32), "1b".repeat(32));

    assertThat(read(shared).policy()).isEmpty();
    assertThat(read(shared).findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo("UC1130");
              assertThat(f.where()).isEqualTo("policy.yaml:10:25");
            });
  }

  private static ContentDigest key(String octet) {
    return ContentDigest.ofHex(octet.repeat(32));
  }

  @Test
  void whatItGrantsAgainstTheRulesDoesNotCount() {
    Policy policy = read(VALID).policy().orElseThrow();

    assertThat(policy.allowsWaiver("UC3209", "sec")).isTrue();
    assertThat(policy.allowsWaiver("UC3209", "ann")).isFalse();
    assertThat(policy.allowsWaiver("UC4001", "sec")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "kind: Policy, kind: Product, UC1003, 2, 7",
    "profile: production, profile: strict, UC1003, 4, 10",
    "profile: production, prefile: production, UC1002, 4, 1",
    "submitters:, submitter:, UC1002, 5, 1",
    "name: Next year, name: Contoso, UC1004, 7, 5",
    "name: Next year, name: '', UC1003, 7, 13",
    "certificate: ab, certificate: AB, UC1003, 6, 35",
    "codes: [UC3213], codes: [], UC1003, 13, 14",
    "who: [ann], who: [Ann B], UC1003, 13, 30",
    "approvals: 2, approvals: 17, UC1003, 15, 23",
    "approvals: 2, approvals: -1, UC1003, 15, 23",
    "name: sec, name: ANN, UC1004, 10, 5",
    "2c2c, 2c2g, UC1003, 10, 25",
    "roles: [Approver], roles: [approver], UC1003, 10, 100",
  })
  void refusesABadValueAtItsPlace(String was, String is, String code, int line, int column) {
    assertThat(VALID).contains(was);
    PolicyDocument.Parsed parsed = read(VALID.replace(was, is));

    assertThat(parsed.policy()).isEmpty();
    assertThat(parsed.product()).isEmpty();
    assertThat(parsed.findings())
        .anySatisfy(
            f -> {
              assertThat(f.code()).isEqualTo(code);
              assertThat(f.where()).isEqualTo("policy.yaml:" + line + ":" + column);
            });
  }

  private static final String FLIGHTS =
      """
      apiVersion: updatecenter/v1
      kind: Policy
      metadata: { product: TestKiosk }
      profile: lab
      submitters: []
      skipRing: false
      least:
        - { ring: Preview, gate: { all: enrolled, maxFailures: 1, soak: 12h } }
        - { ring: General, start: manual, approvals: 2, ramp: [ { share: 5%, after: 2h }, { share: 100%, after: 3d } ], gate: { minDevices: 400, successLowerBound: 97%, haltAboveFailures: 2.5% } }
      calendar:
        zone: Europe/Berlin
        windows:
          - { days: [Monday, Friday], from: 08:00, to: 17:30, rings: [General] }
          - { from: 22:00, to: 24:00 }
        freezes:
          - { from: 2026-12-20, to: 2027-01-03, reason: Holidays }
          - { from: 2026-11-27T06:00, to: 2026-11-27T18:00, reason: Friday, rings: [General] }
      """;

  @Test
  void readsWhatItSaysOfFlights() {
    FlightPolicy flights = read(FLIGHTS).policy().orElseThrow().flights();
    RingName general = new RingName("General");

    assertThat(flights.skipRing()).isFalse();
    assertThat(flights.least(RingName.PREVIEW).orElseThrow().gate())
        .isEqualTo(
            new LeastGate(
                true,
                Optional.empty(),
                Optional.of(1),
                Optional.of(Duration.ofHours(12)),
                Optional.empty(),
                Optional.empty()));
    assertThat(flights.least(general))
        .contains(
            new LeastRing(
                general,
                2,
                true,
                List.of(
                    new RampStep(5, Duration.ofHours(2)), new RampStep(100, Duration.ofDays(3))),
                new LeastGate(
                    false,
                    Optional.of(400),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(0.97),
                    Optional.of(0.025))));
    assertThat(flights.rings()).containsExactly(RingName.PREVIEW, general);
    assertThat(flights.calendar().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(flights.calendar().windows())
        .extracting(Window::toString)
        .containsExactly("Mon, Fri 08:00-17:30", "daily 22:00-24:00");
    assertThat(flights.calendar().freezes())
        .containsExactly(
            new Freeze(
                LocalDateTime.parse("2026-12-20T00:00"),
                LocalDateTime.parse("2027-01-04T00:00"),
                "Holidays",
                Set.of()),
            new Freeze(
                LocalDateTime.parse("2026-11-27T06:00"),
                LocalDateTime.parse("2026-11-27T18:00"),
                "Friday",
                Set.of(general)));
  }

  @ParameterizedTest
  @CsvSource({"lab, true", "production, false"})
  void letsRingsBeSkippedInALabUnlessItSaysOtherwise(String profile, boolean skipped) {
    String silent =
        FLIGHTS.replace("skipRing: false\n", "").replace("profile: lab", "profile: " + profile);

    assertThat(read(silent).policy().orElseThrow().flights().skipRing()).isEqualTo(skipped);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "skipRing: false | skipRing: perhaps | UC1003 | 6:11",
        "ring: General, start | ring: Preview, start | UC1004 | 9:5",
        "ring: General, start | ring: packages, start | UC1003 | 9:13",
        "start: manual | start: automatic | UC1003 | 9:29",
        "after: 2h | after: 4d | UC1004 | 9:85",
        "share: 100%, | share: 99%, | UC1004 | 9:5",
        "soak: 12h | soak: 12 hours | UC1003 | 8:67",
        "maxFailures: 1 | successLowerBound: 9% | UC1003 | 8:64",
        "zone: Europe/Berlin | zone: Europe/Berlim | UC1004 | 11:9",
        "zone: Europe/Berlin | zone: Mars/Phobos | UC1004 | 11:9",
        "days: [Monday, Friday] | days: [Mon] | UC1003 | 13:16",
        "from: 08:00 | from: 8:00 | UC1003 | 13:39",
        "to: 24:00 | to: 24:01 | UC1003 | 14:26",
        "to: 2027-01-03 | to: 2026-12-19 | UC1004 | 16:7",
        "to: 2027-01-03 | to: 2026-02-30 | UC1004 | 16:31",
        "from: 2026-11-27T06:00 | from: 2026-11-27T18:00 | UC1004 | 17:7",
        "from: 2026-11-27T06:00 | from: 2026-11-27T25:00 | UC1004 | 17:15",
        "reason: Holidays | reason: '' | UC1003 | 16:51",
      })
  void refusesBoundsAndTimesThatCannotBeMeant(String was, String is, String code, String place) {
    assertThat(FLIGHTS).contains(was);
    PolicyDocument.Parsed parsed = read(FLIGHTS.replace(was, is));

    assertThat(parsed.policy()).isEmpty();
    assertThat(parsed.findings())
        .extracting(f -> f.code() + " " + f.where())
        .containsExactly(code + " policy.yaml:" + place);
  }

  @Test
  void saysWhichZoneWasMeant() {
    assertThat(read(FLIGHTS.replace("Berlin", "Berlim")).findings().get(0).message())
        .isEqualTo("'Europe/Berlim' is no time zone; did you mean 'Europe/Berlin'?");
  }

  @Test
  void refusesWhatIsNoYaml() {
    assertThat(read("kind: [").findings())
        .singleElement()
        .satisfies(f -> assertThat(f.code()).isEqualTo("UC1001"));
  }

  private static PolicyDocument.Parsed read(String yaml) {
    return PolicyDocument.read(yaml.getBytes(StandardCharsets.UTF_8), "policy.yaml");
  }
}
