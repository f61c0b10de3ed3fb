package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.ReleaseWorkspace;
import dev.updatecenter.app.wiring.ValidationWiring;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.planning.ReleasePlan;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.submission.ReleaseManifest;
import dev.updatecenter.stage.submission.UpdateSubmission;
import dev.updatecenter.stage.validation.Policy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What {@code submit} does: takes a release in and runs the submission job to its end. */
public final class Submitting {
  private final Wiring wiring;

  /** Submits into a home. */
  public Submitting(Wiring wiring) {
    this.wiring = wiring;
  }

  /** How it ended. */
  public enum Outcome {
    /** Published by this run. */
    PUBLISHED,
    /** The same payload was published before; its rings, waivers or notes changed now. */
    REVISED,
    /** Nothing was to do. */
    UNCHANGED,
    /** It passed validation, and nothing else was asked for. */
    VALIDATED,
    /** Everything is signed; nothing was uploaded. */
    SIGNED
  }

  /**
   * The result.
   *
   * @param outcome how it ended
   * @param submission what was submitted
   * @param plan the digest of its plan; empty where the product has none
   * @param release the published release; empty where the run stopped before
   */
  public record Result(
      Outcome outcome,
      UpdateSubmission submission,
      Optional<ContentDigest> plan,
      Optional<PublishedRelease> release) {}

  /**
   * Submits a release to its end.
   *
   * @param document release.yaml
   */
  public Result submit(Path document) throws IOException {
    return submit(document, Until.PUBLISHED, Optional.empty());
  }

  /**
   * Submits a release.
   *
   * @param document release.yaml
   * @param until where to stop; the same call without goes on from there, on any host that shares
   *     the home
   * @param expected the plan that is meant; empty for whatever it is
   * @throws RefusedException when the document or validation refuses it
   * @throws WaitsForApprovalException when nothing is missing but approvals of signing
   * @throws UpdateCenterException for all that stops the run; the same call goes on later. UC4116,
   *     exit 6, when the plan is another
   */
  public Result submit(Path document, Until until, Optional<ExpectedPlan> expected)
      throws IOException {
    ReleaseFile file = ReleaseFile.read(document, document.toString());
    ReleaseManifest manifest = manifest(file);
    String holder = "submit " + manifest.version();
    try (Lease lease = wiring.leases().acquire(manifest.product(), holder)) {
      requirePolicy(manifest);
      wiring.work(manifest.product()).clear();
      try {
        UpdateSubmission submission = take(document, file, manifest);
        Optional<RegisteredProduct> product = wiring.models().find(manifest.product());
        Optional<ReleasePlan> plan = product.map(p -> Plans.of(manifest, submission.digest(), p));
        plan.ifPresent(p -> expected.ifPresent(e -> e.require(p, wiring.plans())));
        Optional<PublishedRelease> published =
            wiring.releases().find(manifest.product(), manifest.version());
        if (published.filter(r -> r.submission().equals(submission.digest())).isPresent()) {
          boolean revised =
              new PlanRevision(wiring, submission, product.orElseThrow()).execute(published.get());
          Outcome outcome = revised ? Outcome.REVISED : Outcome.UNCHANGED;
          return result(outcome, submission, plan, true);
        }
        return run(new SubmissionRun(wiring, lease, submission, until), plan);
      } finally {
        wiring.work(manifest.product()).clear();
      }
    }
  }

  private UpdateSubmission take(Path document, ReleaseFile file, ReleaseManifest manifest)
      throws IOException {
    ReleaseWorkspace workspace = ReleaseWorkspace.of(document, manifest.product());
    return file.requireCopied(
        wiring
            .intake(manifest.product())
            .take(document, file.shownAs(), manifest, workspace.identities()));
  }

  private Result run(SubmissionRun run, Optional<ReleasePlan> plan) throws IOException {
    run.sweep();
    run.reconsider();
    UpdateSubmission submission = run.submission();
    JobRunner.Ended ended = new Jobs(wiring).submit(run);
    if (ended == JobRunner.Ended.STOPPED) {
      Outcome outcome = run.signedWith().isPresent() ? Outcome.SIGNED : Outcome.VALIDATED;
      return result(outcome, submission, plan, false);
    }
    Outcome outcome = ended == JobRunner.Ended.COMPLETED ? Outcome.PUBLISHED : Outcome.UNCHANGED;
    return result(outcome, submission, plan, true);
  }

  private Result result(
      Outcome outcome, UpdateSubmission submission, Optional<ReleasePlan> plan, boolean published) {
    return new Result(
        outcome,
        submission,
        plan.map(ReleasePlan::digest),
        published ? Optional.of(release(submission.manifest())) : Optional.empty());
  }

  private PublishedRelease release(ReleaseManifest manifest) {
    return wiring.releases().find(manifest.product(), manifest.version()).orElseThrow();
  }

  /**
   * What a release.yaml says; at most 1 MiB of it is read.
   *
   * @throws RefusedException when it cannot be read as one
   * @throws UpdateCenterException exit 2 when it is no regular file
   */
  public static ReleaseManifest manifest(Path document) throws IOException {
    return manifest(ReleaseFile.read(document, document.toString()));
  }

  private static ReleaseManifest manifest(ReleaseFile file) {
    return file.parsed()
        .manifest()
        .orElseThrow(() -> new RefusedException(file.shownAs(), file.parsed().findings()));
  }

  /** Without a policy nobody knows who may submit: a matter of configuration, not of content. */
  private void requirePolicy(ReleaseManifest manifest) {
    Optional<RegisteredProduct> product = wiring.models().find(manifest.product());
    Optional<Policy> policy = product.flatMap(ValidationWiring::policy);
    if (product.isPresent() && policy.isEmpty()) {
      throw UpdateCenterException.error(
              "UC1051", ExitCode.USAGE, manifest.product() + " has no policy")
          .where(manifest.source())
          .why("policy.yaml says who may submit and which gates hold; without it nobody may")
          .fix("write a policy.yaml beside product.yaml and run 'ducctl product import' again")
          .state("nothing was published")
          .build();
    }
    wiring.progress().say("Submitting " + manifest.product() + " " + manifest.version());
  }
}
