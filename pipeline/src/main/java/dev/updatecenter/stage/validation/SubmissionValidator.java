package dev.updatecenter.stage.validation;

import dev.updatecenter.capability.authenticode.AuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.VerificationPolicy;
import dev.updatecenter.capability.format.PackageContents;
import dev.updatecenter.capability.format.inspect.PackageInspector;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.stage.submission.InputRole;
import dev.updatecenter.stage.submission.ReleaseManifest.WaiverRequest;
import dev.updatecenter.stage.submission.SubmittedFile;
import dev.updatecenter.stage.submission.UpdateSubmission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs every rule over a submission and says all that came of it at once. */
public final class SubmissionValidator {
  private static final Set<InputRole> PACKAGES =
      Set.of(InputRole.OCP_MEMBER, InputRole.DRIVER, InputRole.APP, InputRole.PROVISIONING);

  private final List<ValidationRule> rules;
  private final PackageInspector inspector;
  private final AuthenticodeVerifier verifier;
  private final VerificationPolicy kept;

  /**
   * Takes the rules to run.
   *
   * @param kept what a signature that a package brings has to satisfy
   */
  public SubmissionValidator(
      List<ValidationRule> rules,
      PackageInspector inspector,
      AuthenticodeVerifier verifier,
      VerificationPolicy kept) {
    this.rules = List.copyOf(rules);
    this.inspector = inspector;
    this.verifier = verifier;
    this.kept = kept;
  }

  /**
   * The outcome of a run.
   *
   * @param report everything that was found
   * @param validated what may be signed; empty when the report refuses it
   * @param waits whether nothing is missing but approvals of waivers
   */
  public record Outcome(
      ValidationReport report, Optional<ValidatedSubmission> validated, boolean waits) {}

  /**
   * The outcome of a run that takes every waiver for approved that the policy allows.
   *
   * @param report everything that was found
   * @param waivers those that it took for approved
   */
  public record Preview(ValidationReport report, List<WaiverRequest> waivers) {
    /** Copies. */
    public Preview {
      waivers = List.copyOf(waivers);
    }
  }

  /** The one of several waivers that covers a waived finding. */
  public static Optional<WaiverRequest> waiver(List<WaiverRequest> waivers, Finding finding) {
    return finding.waived()
        ? waivers.stream().filter(w -> Waivers.covers(w, finding)).findFirst()
        : Optional.empty();
  }

  /** Opens each package of a submission once, for {@link Examination}. */
  public List<InspectedPackage> inspect(UpdateSubmission submission, Progress progress)
      throws IOException {
    List<SubmittedFile> files =
        submission.files().stream().filter(f -> PACKAGES.contains(f.role())).toList();
    List<InspectedPackage> packages = new ArrayList<>();
    try (Progress.Task task = progress.begin("Inspecting", files.size(), Progress.Unit.ITEMS)) {
      for (SubmittedFile file : files) {
        packages.add(
            new InspectedPackage(
                file,
                inspector.inspect(file.copy(), file.shownAs()),
                verifier.verify(file.copy(), kept)));
        task.advance(1);
      }
    }
    return packages;
  }

  /**
   * Judges a submission. No waiver has an approval yet: none lets anything pass, and where nothing
   * else refuses the submission it waits for those approvals.
   */
  public Outcome validate(Examination examination) {
    Waivers waivers = Waivers.of(examination);
    Waivers.Found found = found(examination);
    ValidationReport report = report(examination, waivers.unapproved(found));
    boolean waits = !report.passes() && report(examination, waivers.approved(found)).passes();
    return new Outcome(
        report,
        report.passes()
            ? Optional.of(new ValidatedSubmission(examination.submission(), packages(examination)))
            : Optional.empty(),
        waits);
  }

  /** Judges a submission as if every waiver that its policy allows were approved. */
  public Preview preview(Examination examination) {
    Waivers.Applied applied = Waivers.of(examination).approved(found(examination));
    return new Preview(report(examination, applied), applied.allowed());
  }

  private Waivers.Found found(Examination examination) {
    List<Finding> ofFiles = new ArrayList<>(examination.submission().findings());
    List<Finding> ofContent = new ArrayList<>();
    for (InspectedPackage inspected : examination.packages()) {
      ofFiles.addAll(inspected.contents().findings());
      inspected
          .contents()
          .contentFindings()
          .forEach(f -> ofContent.add(EditionWeights.weigh(f, examination)));
    }
    for (ValidationRule rule : rules) {
      rule.check(examination, ofContent::add);
    }
    return new Waivers.Found(ofFiles, ofContent);
  }

  private static ValidationReport report(Examination examination, Waivers.Applied applied) {
    UpdateSubmission submission = examination.submission();
    return new ValidationReport(
        submission.product(),
        submission.version(),
        submission.digest(),
        submission.manifest().failOn(),
        applied.findings());
  }

  private static List<ValidatedPackage> packages(Examination examination) {
    List<ValidatedPackage> packages = new ArrayList<>();
    KernelCode kernel = new KernelCode(examination);
    for (InspectedPackage inspected : examination.packages()) {
      PackageContents contents = inspected.contents();
      PackageKind.of(contents.format())
          .ifPresent(
              kind ->
                  packages.add(
                      new ValidatedPackage(
                          inspected.file(),
                          kind,
                          contents.identity().name(),
                          contents.identity().version().orElse(examination.submission().version()),
                          contents.identity().architecture(),
                          inspected.isSigned(),
                          hasKernelCode(kernel, inspected))));
    }
    for (SubmittedFile file : examination.submission().files(InputRole.FILE)) {
      packages.add(
          new ValidatedPackage(
              file,
              PackageKind.FILE,
              file.fileName(),
              examination.submission().version(),
              Optional.empty(),
              false,
              false));
    }
    return packages;
  }

  private static boolean hasKernelCode(KernelCode kernel, InspectedPackage inspected) {
    try {
      return !kernel.of(inspected).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
