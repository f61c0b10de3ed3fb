package dev.updatecenter.stage.planning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What makes another plan of a release, and what does not. */
final class ReleasePlanTest {
  private static final ReleasePlan PLAN = TestPlans.release(TestPlans.RELEASE);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Wakes after suspend.|Wakes up.|notes",
        "reason: Ordered|reason: Late|waivers[0].reason",
        "by: sec|by: ann|waivers[0].by",
        "2026-12-31|2027-12-31|waivers[0].until",
        "path: drivers/touch|path: drivers/pen|waivers[0].path",
        "rule: UC3107|rule: UC3108|waivers[0].rule",
        "soak: 12h|soak: 13h|rings[0].gate.soakMillis",
        "all: enrolled, maxFailures: 0|all: enrolled, maxFailures: 1|rings[0].gate.maxFailures",
        "start: manual, ||rings[1].start",
        "approvals: 1|approvals: 0|rings[1].approvals",
        "share: 1%|share: 1.5%|rings[1].ramp[0].percent",
        "after: 72h|after: 71h|rings[1].ramp[1].afterMillis",
        "minDevices: 400|minDevices: 399|rings[1].gate.minDevices",
        "successLowerBound: 97%|successLowerBound: 96.9%|rings[1].gate.successLowerBound",
        "haltAboveFailures: 2%|haltAboveFailures: 2.1%|rings[1].gate.haltAboveFailures",
        "silentAfter: 24h|silentAfter: 25h|silentAfterMillis",
        "0x800B010A|0x800B010B|haltOnErrors.codes[0]",
        "devices: 3|devices: 4|haltOnErrors.devices",
      })
  void everyEditOfWhatIsBoundIsAnotherPlan(String old, String edited, String key) {
    assertThat(TestPlans.RELEASE).contains(old);
    String yaml = TestPlans.RELEASE.replace(old, edited == null ? "" : edited);
    ReleasePlan other = TestPlans.release(yaml);
    assertThat(other.digest()).isNotEqualTo(PLAN.digest());
    assertThat(PlanChange.between(PLAN.bound(), other.bound()))
        .extracting(PlanChange::key)
        .containsExactly(key);
  }

  @Test
  void submissionPolicyAndModelAreBound() {
    var manifest = TestPlans.manifest(TestPlans.RELEASE);
    var x = TestPlans.digest("x");
    assertThat(
            java.util.List.of(
                ReleasePlan.of(manifest, x, TestPlans.POLICY, TestPlans.MODEL),
                ReleasePlan.of(manifest, TestPlans.SUBMISSION, x, TestPlans.MODEL),
                ReleasePlan.of(manifest, TestPlans.SUBMISSION, TestPlans.POLICY, x)))
        .extracting(BoundPlan::digest)
        .doesNotHaveDuplicates()
        .doesNotContain(PLAN.digest());
  }

  @Test
  void commentsAndLayoutAreTheSamePlan() {
    String yaml = "# by hand\n" + TestPlans.RELEASE.replace("notes: Wakes", "notes:   Wakes");
    assertThat(TestPlans.release(yaml).digest()).isEqualTo(PLAN.digest());
  }
}
