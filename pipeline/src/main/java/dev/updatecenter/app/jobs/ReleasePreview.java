package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.ReleaseWorkspace;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.stage.offer.OfferBuilder;
import dev.updatecenter.stage.offer.OfferRelease;
import dev.updatecenter.stage.planning.outlook.UnpublishedRelease;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.submission.Intake;
import dev.updatecenter.stage.submission.ReleaseManifest;
import dev.updatecenter.stage.submission.UpdateSubmission;
import dev.updatecenter.stage.submission.WorkFolder;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.SubmissionValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A release as it would be submitted, judged and not kept.
 *
 * @param submission the digest that the submission would have
 * @param entry what an offer would say of it; empty where validation would refuse it anyway
 * @param approved how many approvals of its plan count now
 * @param findings all that validation says, waivers taken for approved
 */
record ReleasePreview(
    ContentDigest submission, Optional<OfferRelease> entry, int approved, List<Finding> findings) {
  /** Copies. */
  ReleasePreview {
    findings = List.copyOf(findings);
  }

  /** Takes a release in beside the home, and leaves nothing behind. */
  static ReleasePreview of(
      Wiring wiring, RegisteredProduct product, Path document, ReleaseFile file)
      throws IOException {
    ReleaseManifest manifest = file.parsed().manifest().orElseThrow();
    Path temporary = Files.createTempDirectory("update-center-");
    WorkFolder work = new WorkFolder(temporary);
    try {
      ReleaseWorkspace around = ReleaseWorkspace.of(document, manifest.product());
      return judge(
          wiring,
          product,
          file.requireCopied(
              new Intake(work, wiring.configuration().cabinetLimits(), wiring.progress())
                  .take(document, file.shownAs(), manifest, around.identities())));
    } finally {
      work.clear();
      Files.deleteIfExists(temporary);
    }
  }

  private static ReleasePreview judge(
      Wiring wiring, RegisteredProduct product, UpdateSubmission submission) throws IOException {
    int approved = new PlanApproval(wiring, submission, product).approvers().size();
    Optional<PublishedRelease> published =
        wiring
            .releases()
            .find(submission.product(), submission.version())
            .filter(r -> r.submission().equals(submission.digest()));
    if (published.isPresent()) {
      PublishedRelease r = published.get();
      // What devices fetch is there already; only how it is flighted may be new.
      return new ReleasePreview(
          r.submission(),
          Optional.of(OfferBuilder.entry(r, r.os(), r.ocp(), 0)),
          approved,
          submission.findings());
    }
    SubmissionValidator validator = wiring.validation().validator(submission.product());
    Examination examination =
        wiring
            .validation()
            .examination(
                submission,
                validator.inspect(submission, wiring.progress()),
                wiring.signing().configuredChain());
    return new ReleasePreview(
        submission.digest(),
        UnpublishedRelease.of(submission, SubmissionValidator.packages(examination)),
        approved,
        validator.preview(examination).report().findings());
  }

  /** Whether validation would refuse it. */
  boolean isRefused(Severity failOn) {
    return entry.isEmpty()
        || findings.stream().anyMatch(f -> !f.waived() && f.severity().atLeast(failOn));
  }
}
