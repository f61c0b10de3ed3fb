package dev.updatecenter.stage.validation.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.validation.Policy;
import dev.updatecenter.stage.validation.PolicyDocument;
import dev.updatecenter.stage.validation.TestExaminations;
import dev.updatecenter.testing.ReleaseFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every single loosening of what a policy asks for is refused, at the line of its ring. */
class LeastOfPolicyRuleTest {
  private static final String SAMPLE =
      "minDevices: 80, soak: 24h, successLowerBound: 95%, haltAboveFailures: 3%";
  private static final String SLOW =
      "ramp: [ { share: 10%, after: 0h }, { share: 100%, after: 24h } ], ";

  private final Path root;

  LeastOfPolicyRuleTest(@TempDir Path root) {
    this.root = root;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "-",
      value = {
        "minDevices: 80 | minDevices: 80 | -",
        "minDevices: 80 | minDevices: 81 | -",
        "minDevices: 80 | minDevices: 79 | 'gate.minDevices' is 79, policy.yaml asks for at least 80",
        "minDevices: 2 | all: enrolled | 'gate.minDevices' is 1, policy.yaml asks for at least 2",
        "all: enrolled | all: enrolled | -",
        "all: enrolled | ~~ | 'gate.all' is absent, policy.yaml asks for 'enrolled'",
        "maxFailures: 2 | all: enrolled, maxFailures: 2 | -",
        "maxFailures: 2 | all: enrolled | -",
        "maxFailures: 2 | all: enrolled, maxFailures: 3 | 'gate.maxFailures' is 3, policy.yaml asks for at most 2, with 'all: enrolled'",
        "maxFailures: 2 | ~~ | 'gate.maxFailures' is absent, policy.yaml asks for at most 2, with 'all: enrolled'",
        "soak: 24h | soak: 1d | -",
        "soak: 24h | soak: 86399s | 'gate.soak' is 86399s, policy.yaml asks for at least 24h",
        "successLowerBound: 95% | successLowerBound: 95.0% | -",
        "successLowerBound: 95% | successLowerBound: 94.9999% | 'gate.successLowerBound' is 94.9999%, policy.yaml asks for at least 95%",
        "successLowerBound: 95% | all: enrolled | 'gate.successLowerBound' is absent, policy.yaml asks for at least 95%",
        "haltAboveFailures: 3% | haltAboveFailures: 3% | -",
        "haltAboveFailures: 3% | haltAboveFailures: 0% | -",
        "haltAboveFailures: 3% | haltAboveFailures: 3.01% | 'gate.haltAboveFailures' is 3.01%, policy.yaml asks for at most 3%",
        "haltAboveFailures: 3% | -haltAboveFailures | 'gate.haltAboveFailures' is absent, policy.yaml asks for at most 3%",
      })
  void noGateIsLooser(String least, String asked, String loosening) throws Exception {
    assertThat(check("gate: { " + least + " }", "gate: { " + gate(asked) + " }"))
        .isEqualTo(told(loosening));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "-",
      value = {
        "approvals: 2 | approvals: 2 | -",
        "approvals: 2 | approvals: 1 | 'approvals' is 1, policy.yaml asks for at least 2",
        "approvals: 2 | notes | 'approvals' is 0, policy.yaml asks for at least 2",
        "start: manual | start: manual | -",
        "start: manual | start: automatic | 'start' is automatic, policy.yaml asks for manual",
        "start: manual | notes | 'start' is automatic, policy.yaml asks for manual",
      })
  void noRingStartsEasier(String least, String asked, String loosening) throws Exception {
    String written = asked.equals("notes") ? "" : asked + ", ";

    assertThat(check(least, written + "gate: { " + SAMPLE + " }")).isEqualTo(told(loosening));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "-",
      value = {
        "10%, after: 0h ; 100%, after: 24h | -",
        "5%, after: 0h ; 10%, after: 1h ; 100%, after: 2d | -",
        "10%, after: 0h ; 100%, after: 1439m | 'ramp' is 100% after 1439m, policy.yaml asks for at most 10% by then",
        "10.1%, after: 0h ; 100%, after: 24h | 'ramp' is 10.1% after 0h, policy.yaml asks for at most 10% by then",
        "5%, after: 0h ; 11%, after: 1h ; 100%, after: 2d | 'ramp' is 11% after 1h, policy.yaml asks for at most 10% by then",
        "100%, after: 24h | -",
        "~~ | 'ramp' is 100% after 0h, policy.yaml asks for at most 10% by then",
      })
  void noRampIsWiderAtAnyTime(String steps, String loosening) throws Exception {
    String list = steps.replace(" ; ", " }, { share: ");
    String ramp = steps.isBlank() ? "" : "ramp: [ { share: " + list + " } ], ";

    assertThat(check(SLOW.replaceAll(", $", ""), ramp + "gate: { " + SAMPLE + " }"))
        .isEqualTo(told(loosening));
  }

  @Test
  void aRingIsNotGoneRound() throws Exception {
    String others = "  - { ring: EarlyAdopter, gate: { " + SAMPLE + " } }\n";
    String later = "  - { ring: GeneralAvailability, gate: { " + SAMPLE + " } }\n";
    String least = "least: [ { ring: EarlyAdopter, approvals: 0 } ]\n";
    String first = "  - { ring: Preview, gate: { " + SAMPLE + " } }\n";

    assertThat(findings(least, first + others + later)).isEmpty();
    assertThat(findings(least, first)).isEmpty();
    assertThat(findings(least, first + later))
        .extracting(Finding::message)
        .containsExactly("EarlyAdopter is left out, policy.yaml asks for its gate");
  }

  @Test
  void saysEveryLooseningAtItsRing() throws Exception {
    List<Finding> findings =
        findings(
            "least: [ { ring: Preview, approvals: 1, start: manual, gate: { soak: 2d } } ]\n",
            "  - { ring: Preview, gate: { " + SAMPLE + " } }\n");

    assertThat(findings)
        .hasSize(3)
        .allSatisfy(f -> assertThat(f.where()).isEqualTo("release.yaml:6:13"));
  }

  @Test
  void otherRingsAreNotBound() throws Exception {
    assertThat(
            findings(
                "least: [ { ring: EarlyAdopter, approvals: 3 } ]\n",
                "  - { ring: Preview, gate: { " + SAMPLE + " } }\n"))
        .isEmpty();
  }

  /** The sample gate with one key of another value, or without it; or a gate of the other kind. */
  private static String gate(String asked) {
    if (asked.startsWith("all")) {
      return asked + ", soak: 24h";
    }
    if (asked.startsWith("-")) {
      return SAMPLE.replaceAll(", " + asked.substring(1) + ": [^,]*", "");
    }
    return asked.isEmpty()
        ? SAMPLE
        : SAMPLE.replaceAll(asked.replaceAll(":.*", "") + ": [^,]*", asked);
  }

  private List<String> check(String least, String ring) throws IOException {
    return findings(
            "least: [ { ring: Preview, " + least + " } ]\n",
            "  - { ring: Preview, " + ring + " }\n")
        .stream()
        .map(Finding::message)
        .toList();
  }

  private static List<String> told(String loosening) {
    return loosening == null ? List.of() : List.of("Preview's " + loosening);
  }

  private List<Finding> findings(String least, String rings) throws IOException {
    String yaml =
        "apiVersion: updatecenter/v1\nkind: Policy\nmetadata: { product: TestKiosk }\n"
            + "profile: lab\nsubmitters: []\n"
            + least;
    Policy policy =
        PolicyDocument.read(yaml.getBytes(StandardCharsets.UTF_8), "policy.yaml")
            .policy()
            .orElseThrow();
    ReleaseFolder releases = new ReleaseFolder(root);
    releases.file("a.msix", "app");
    String release =
        ReleaseFolder.yaml("{ apps: [a.msix] }").replaceAll("  - \\{ ring: Preview.*\n", rings);
    List<Finding> findings =
        new TestExaminations(releases.take(release))
            .policy(Optional.of(policy))
            .check(new LeastOfPolicyRule());
    assertThat(findings).allSatisfy(f -> assertThat(f.code()).isEqualTo("UC1170"));
    return findings;
  }
}
