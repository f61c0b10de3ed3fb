package dev.updatecenter.stage.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ContentDigest;
import java.nio.charset.StandardCharsets;
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
