package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.ReleaseWorkspace;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.stage.submission.InputRole;
import dev.updatecenter.stage.submission.Intake;
import dev.updatecenter.stage.submission.ReleaseManifest;
import dev.updatecenter.stage.submission.ReleaseManifest.WaiverRequest;
import dev.updatecenter.stage.submission.SubmittedFile;
import dev.updatecenter.stage.submission.UpdateSubmission;
import dev.updatecenter.stage.submission.WorkFolder;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.Policy;
import dev.updatecenter.stage.validation.SubmissionValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges a release by the files around it: creates no home, opens no database. */
public final class OfflineValidation {
  private static final String NOT_REGISTERED = "UC2101";
  private static final String NO_SUBMITTER = "UC4102";

  private final Wiring wiring;

  /**
   * Judges with the trust of a wiring.
   *
   * @param wiring its database stays closed
   */
  public OfflineValidation(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * What came of it.
   *
   * @param manifest empty when the document cannot be read
   * @param submission the digest that the submission would have
   * @param inputs what was taken in, as the release names it: its payload and what states its
   *     identity
   * @param findings everything, gravest first
   * @param waivers those that let something pass here
   * @param later of the findings those that only say what is asked at submit
   */
  public record Result(
      Optional<ReleaseManifest> manifest,
      Optional<ContentDigest> submission,
      List<String> inputs,
      List<Finding> findings,
      List<WaiverRequest> waivers,
      Set<Finding> later) {
    /** Copies, in report order. */
    public Result {
      inputs = List.copyOf(inputs);
      findings = findings.stream().sorted(Finding.ORDER).distinct().toList();
      waivers = List.copyOf(waivers);
      later = Set.copyOf(later);
    }

    /** Of a document that cannot be read. */
    static Result unreadable(List<Finding> findings) {
      return new Result(
          Optional.empty(), Optional.empty(), List.of(), findings, List.of(), Set.of());
    }

    /** Whether a finding is one of those that refuse the release. */
    public boolean refuses(Finding finding) {
      Severity failOn = manifest.map(ReleaseManifest::failOn).orElse(Severity.ERROR);
      return !finding.waived() && finding.severity().atLeast(failOn) && !later.contains(finding);
    }

    /** The waiver that lets a finding pass, where one does. */
    public Optional<WaiverRequest> waiver(Finding finding) {
      return SubmissionValidator.waiver(waivers, finding);
    }

    /** Whether nothing refuses the release. */
    public boolean passed() {
      return manifest.isPresent() && findings.stream().noneMatch(this::refuses);
    }
  }

  /**
   * Judges a release.
   *
   * @param shownAs its name, as the user gave it
   * @throws dev.updatecenter.kernel.core.UpdateCenterException exit 2 when its product has no
   *     policy
   */
  public Result validate(Path release, String shownAs) throws IOException {
    ReleaseFile file = ReleaseFile.read(release, shownAs);
    if (file.parsed().manifest().isEmpty()) {
      return Result.unreadable(file.parsed().findings());
    }
    Path temporary = Files.createTempDirectory("update-center-");
    WorkFolder work = new WorkFolder(temporary);
    try {
      return judge(release, file, file.parsed().manifest().get(), work);
    } finally {
      work.clear();
      Files.deleteIfExists(temporary);
    }
  }

  private Result judge(Path release, ReleaseFile file, ReleaseManifest manifest, WorkFolder work)
      throws IOException {
    ReleaseWorkspace around = ReleaseWorkspace.of(release, manifest.product());
    Optional<ProductDraft> draft = draft(around, manifest);
    UpdateSubmission submission =
        file.requireCopied(
            new Intake(work, wiring.configuration().cabinetLimits(), wiring.progress())
                .take(release, file.shownAs(), manifest, around.identities()));
    SubmissionValidator validator = wiring.validation().offlineValidator();
    SubmissionValidator.Preview preview =
        validator.preview(examination(submission, draft, validator));
    List<Finding> all = new ArrayList<>(preview.report().findings());
    tellOfDocuments(draft, all);
    Set<Finding> later = AskedAtSubmit.of(manifest, draft.flatMap(ProductDraft::policy), preview);
    all.addAll(later);
    return new Result(
        Optional.of(manifest),
        Optional.of(submission.digest()),
        submission.files().stream()
            .filter(f -> f.role() != InputRole.MANIFEST && f.role() != InputRole.OCP_MEMBER)
            .map(SubmittedFile::shownAs)
            .toList(),
        all,
        preview.waivers(),
        later);
  }

  /**
   * Says what is wrong with the product's own documents where no rule can look at them. What only
   * follows from that, and sounds as if nobody had written them, is left out.
   */
  private static void tellOfDocuments(Optional<ProductDraft> draft, List<Finding> all) {
    if (draft.isPresent() && draft.get().model().isEmpty()) {
      all.removeIf(f -> f.code().equals(NOT_REGISTERED));
    }
    if (draft.flatMap(ProductDraft::policy).isEmpty()) {
      all.removeIf(f -> f.code().equals(NO_SUBMITTER));
    }
    draft
        .filter(d -> d.model().isEmpty() || d.policy().isEmpty())
        .ifPresent(d -> all.addAll(d.findings()));
  }

  private static Optional<ProductDraft> draft(ReleaseWorkspace around, ReleaseManifest manifest)
      throws IOException {
    Optional<ProductFiles> files =
        around
            .product()
            .flatMap(ProductFiles::of)
            .or(() -> around.productYaml().map(p -> ProductFiles.of(List.of(p))));
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(ProductDraft.read(files.get(), Optional.of(manifest.product())));
  }

  private Examination examination(
      UpdateSubmission submission, Optional<ProductDraft> draft, SubmissionValidator validator)
      throws IOException {
    Optional<RegisteredProduct> product =
        draft
            .filter(d -> d.model().isPresent())
            .map(
                d ->
                    RegisteredProduct.of(d.productYaml(), d.policyYaml(), wiring.clock().instant()))
            .filter(p -> p.model().product().equals(submission.product()));
    Optional<Policy> policy = draft.flatMap(ProductDraft::policy);
    return new Examination(
        submission,
        validator.inspect(submission, wiring.progress()),
        product,
        policy,
        policy.map(p -> Set.copyOf(p.submitters().values())).orElse(Set.of()),
        Optional.empty(),
        List.of(),
        wiring.verifier(),
        wiring.trust().offline(),
        wiring.clock().instant(),
        wiring.configuration().cabinetLimits());
  }
}
