package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.ValidationWiring;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.planning.ReleasePlan;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.submission.InputRole;
import dev.updatecenter.stage.submission.SubmittedFile;
import dev.updatecenter.stage.submission.UpdateSubmission;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.ValidationRule;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A published release with other rings, waivers or notes: another revision of its plan. Its content
 * is judged no more, its plan as any; and it counts for later flights once it is approved as the
 * first one was.
 */
final class PlanRevision {
  private final Wiring wiring;
  private final UpdateSubmission submission;
  private final RegisteredProduct product;

  PlanRevision(Wiring wiring, UpdateSubmission submission, RegisteredProduct product) {
    this.wiring = wiring;
    this.submission = submission;
    this.product = product;
  }

  /**
   * Keeps it as the newest.
   *
   * @return false when the newest binds the same: comments and layout revise nothing, and void none
   *     of its approvals
   * @throws RefusedException when the plan breaks a rule
   * @throws WaitsForApprovalException when approvals are missing: the plan before stays in force
   */
  boolean execute(PublishedRelease release) throws IOException {
    ReleasePlan before = new Plans(wiring).newest(release);
    PlanApproval approval = new PlanApproval(wiring, submission, product);
    ReleasePlan plan = approval.plan();
    if (plan.digest().equals(before.digest())) {
      return false;
    }
    judge();
    approval.require(OptionalInt.of(release.packages().size()), List.of(), List.of());
    SubmittedFile copy = submission.files(InputRole.MANIFEST).get(0);
    boolean revised =
        wiring
            .publications()
            .revise(submission.product(), submission.version(), Files.readString(copy.copy()));
    if (revised) {
      Map<String, String> facts =
          Map.of(
              "version", submission.version().toString(),
              "release", copy.sha256().hex(),
              "plan", plan.digest().hex(),
              "before", before.digest().hex());
      long intent = wiring.audit().intent("revise-plan", submission.product(), facts);
      wiring.audit().result(intent, submission.product(), AuditLog.Outcome.DONE, facts);
    }
    return revised;
  }

  private void judge() throws IOException {
    Examination examination = wiring.validation().examination(submission, List.of(), List.of());
    List<Finding> findings = new ArrayList<>();
    for (ValidationRule rule : ValidationWiring.planRules()) {
      rule.check(examination, findings::add);
    }
    if (findings.stream().anyMatch(f -> f.severity().atLeast(submission.manifest().failOn()))) {
      throw RefusedException.of(
          "the revised plan of " + submission.product() + " " + submission.version(),
          findings,
          submission.digest());
    }
  }
}
