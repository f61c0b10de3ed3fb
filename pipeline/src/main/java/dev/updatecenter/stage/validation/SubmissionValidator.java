package dev.updatecenter.stage.validation;

import dev.updatecenter.capability.authenticode.AuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.VerificationPolicy;
import dev.updatecenter.capability.format.PackageContents;
import dev.updatecenter.capability.format.inspect.PackageInspector;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.stage.submission.InputRole;
import dev.updatecenter.stage.submission.SubmittedFile;
import dev.updatecenter.stage.submission.UpdateSubmission;
import java.io.IOException;
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
   */
  public record Outcome(ValidationReport report, Optional<ValidatedSubmission> validated) {}

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

  /** Judges a submission. */
  public Outcome validate(Examination examination) {
    List<Finding> findings = new ArrayList<>(examination.submission().findings());
    examination.packages().forEach(p -> findings.addAll(p.contents().allFindings()));
    for (ValidationRule rule : rules) {
      rule.check(examination, findings::add);
    }
    UpdateSubmission submission = examination.submission();
    ValidationReport report =
        new ValidationReport(
            submission.product(),
            submission.version(),
            submission.digest(),
            submission.manifest().failOn(),
            Waivers.apply(examination, findings));
    return new Outcome(
        report,
        report.passes()
            ? Optional.of(new ValidatedSubmission(submission, packages(examination)))
            : Optional.empty());
  }

  private static List<ValidatedPackage> packages(Examination examination) {
    List<ValidatedPackage> packages = new ArrayList<>();
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
                          inspected.isSigned())));
    }
    for (SubmittedFile file : examination.submission().files(InputRole.FILE)) {
      packages.add(
          new ValidatedPackage(
              file,
              PackageKind.FILE,
              file.fileName(),
              examination.submission().version(),
              Optional.empty(),
              false));
    }
    return packages;
  }
}
