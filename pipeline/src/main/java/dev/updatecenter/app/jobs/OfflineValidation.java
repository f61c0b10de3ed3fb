package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.ReleaseWorkspace;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.submission.Intake;
import dev.updatecenter.stage.submission.ReleaseDocument;
import dev.updatecenter.stage.submission.ReleaseManifest;
import dev.updatecenter.stage.submission.UpdateSubmission;
import dev.updatecenter.stage.submission.WorkFolder;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.Policy;
import dev.updatecenter.stage.validation.SubmissionValidator;
import dev.updatecenter.stage.validation.ValidationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges a release by the files around it: creates no home, opens no database. */
public final class OfflineValidation {
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
   * @param passed whether nothing refuses the release
   * @param findings everything, gravest first
   */
  public record Result(
      Optional<ReleaseManifest> manifest,
      Optional<ContentDigest> submission,
      boolean passed,
      List<Finding> findings) {
    /** Copies, in report order. */
    public Result {
      findings = findings.stream().sorted(Finding.ORDER).toList();
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
    ReleaseDocument.Parsed parsed =
        ReleaseDocument.read(ProductFiles.bytes(RegularFile.require(release)), shownAs);
    if (parsed.manifest().isEmpty()) {
      return new Result(Optional.empty(), Optional.empty(), false, parsed.findings());
    }
    Path temporary = Files.createTempDirectory("update-center-");
    WorkFolder work = new WorkFolder(temporary);
    try {
      return judge(release, shownAs, parsed.manifest().get(), work);
    } finally {
      work.clear();
      Files.deleteIfExists(temporary);
    }
  }

  private Result judge(Path release, String shownAs, ReleaseManifest manifest, WorkFolder work)
      throws IOException {
    ReleaseWorkspace around = ReleaseWorkspace.of(release, manifest.product());
    Optional<ProductDraft> draft = draft(around, manifest);
    UpdateSubmission submission =
        new Intake(work, CabinetLimits.DEFAULT, wiring.progress())
            .take(release, shownAs, manifest, around.identities());
    SubmissionValidator validator = wiring.validation().validator();
    ValidationReport report =
        validator.validate(examination(submission, draft, validator)).report();
    // With a model and a policy the rules look at the same documents again.
    List<Finding> documents =
        draft
            .filter(d -> d.model().isEmpty() || d.policy().isEmpty())
            .map(ProductDraft::findings)
            .orElse(List.of());
    List<Finding> all = new ArrayList<>(report.findings());
    all.addAll(documents);
    all.addAll(later(manifest));
    boolean passed =
        report.passes()
            && documents.stream().noneMatch(f -> f.severity().atLeast(manifest.failOn()));
    return new Result(Optional.of(manifest), Optional.of(submission.digest()), passed, all);
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
        wiring.trust().anchors(),
        wiring.clock().instant());
  }

  /** What only the home knows. */
  private static List<Finding> later(ReleaseManifest manifest) {
    return List.of(
        Finding.note(
                "UC3298",
                manifest.version().toString(),
                "that the version rises is asked at submit")
            .at(manifest.source())
            .because("which versions are published is not known offline"),
        Finding.note(
                "UC3298", "publishers", "certificates registered or retired are asked at submit")
            .at(manifest.source())
            .because("offline only the submitters of policy.yaml are known"),
        Finding.note(
                "UC3298",
                "signing",
                "the signing certificate and MSIX publishers are asked at submit")
            .at(manifest.source())
            .because("offline no signing key is opened"));
  }
}
