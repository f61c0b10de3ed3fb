package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.ValidationWiring;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.authenticode.CertificatePolicy.Profile;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.signing.FileSigner;
import dev.updatecenter.stage.signing.OemCustomPackageRebuilder;
import dev.updatecenter.stage.signing.OemCustomPackageRebuilder.Rebuilt;
import dev.updatecenter.stage.signing.PackageSigner;
import dev.updatecenter.stage.signing.SignedFiles;
import dev.updatecenter.stage.signing.SignedRelease;
import dev.updatecenter.stage.signing.SignedReleases;
import dev.updatecenter.stage.signing.SignedSubmission;
import dev.updatecenter.stage.submission.UpdateSubmission;
import dev.updatecenter.stage.validation.InspectedPackage;
import dev.updatecenter.stage.validation.SubmissionValidator;
import dev.updatecenter.stage.validation.ValidatedSubmission;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run of the submission job: what its steps share. Results of earlier steps are rebuilt from
 * the ledgers, also when those steps ran in a process that is gone or on another host. The key is
 * opened when something is to be signed, and not before.
 */
final class SubmissionRun {
  private final Wiring wiring;
  private final Lease lease;
  private final UpdateSubmission submission;
  private final Until until;
  private final Optional<RegisteredProduct> product;
  private boolean again;
  private @Nullable FileSigner files;
  private @Nullable SignedRelease release;

  SubmissionRun(Wiring wiring, Lease lease, UpdateSubmission submission, Until until) {
    this.wiring = wiring;
    this.lease = lease;
    this.submission = submission;
    this.until = until;
    this.product = wiring.models().find(submission.product());
  }

  Wiring wiring() {
    return wiring;
  }

  Lease lease() {
    return lease;
  }

  UpdateSubmission submission() {
    return submission;
  }

  Until until() {
    return until;
  }

  ProductName name() {
    return submission.product();
  }

  RegisteredProduct product() {
    return product.orElseThrow();
  }

  /** Judges the submission with everything that the home knows. */
  SubmissionValidator.Outcome validate() throws IOException {
    SubmissionValidator validator = wiring.validation().validator(name());
    List<InspectedPackage> packages = validator.inspect(submission, wiring.progress());
    return validator.validate(
        wiring.validation().examination(submission, packages, chain()), approvers());
  }

  /** Nobody approves for a product that is not registered, or binds nobody. */
  private Set<String> approvers() throws IOException {
    return product.flatMap(ValidationWiring::policy).isPresent()
        ? approval().approvers()
        : Set.of();
  }

  /** Asks about its plan. */
  PlanApproval approval() {
    return new PlanApproval(wiring, submission, product());
  }

  /** Remembers by which plan it passed. */
  void judged() {
    wiring.plans().judged(submission.digest(), approval().plan().digest());
  }

  /**
   * Whether it passed by another plan than the one it is submitted with now: another release.yaml
   * with the same payload, another policy or another model.
   */
  boolean replanned() {
    return product.flatMap(ValidationWiring::policy).isEmpty()
        || !wiring
            .plans()
            .judged(submission.digest())
            .equals(Optional.of(approval().plan().digest()));
  }

  /**
   * Of the certificate that would sign; a host that only validates, or publishes what is signed,
   * need not have the key.
   */
  private List<X509Certificate> chain() {
    return until == Until.VALIDATION || !unsigned()
        ? wiring.signing().configuredChain()
        : wiring.signer().chain();
  }

  /** What passed validation, in this run or before. */
  ValidatedSubmission validated() {
    return passed().orElseThrow();
  }

  private Optional<ValidatedSubmission> passed() {
    return ValidatedSubmission.restore(submission, wiring.validations());
  }

  /** What validation found, in this run or before. */
  List<Finding> findings() {
    return wiring.validations().findings(submission);
  }

  synchronized FileSigner files() {
    if (files == null) {
      files = wiring.signing().fileSigner(name(), profile(), Optional.of(submission.digest()));
    }
    return files;
  }

  PackageSigner signer() {
    return new PackageSigner(files());
  }

  /** Around all packages, now that they are signed; then it is on record that all is. */
  void seal() throws IOException {
    SignedRelease sealed = signer().release(validated());
    Optional<Rebuilt> ocp = new OemCustomPackageRebuilder(files()).rebuild(sealed, lease);
    wiring
        .signedSubmissions()
        .remember(
            new SignedSubmission(
                submission.digest(), files().certificate(), ocp.map(Rebuilt::unsigned)));
    release = sealed;
  }

  /**
   * Whether anything is still to be signed, or to be signed again, or the last validation refused
   * what was signed.
   */
  boolean unsigned() {
    return again || signedWith().isEmpty() || passed().isEmpty();
  }

  /** How everything was signed; empty as long as anything is not. */
  Optional<SignedSubmission> signedWith() {
    return wiring.signedSubmissions().find(submission.digest());
  }

  /**
   * What was signed, in this run or before; the key is not needed. Every file is read and verified
   * once a run: whoever sends it compares its digest once more, and what is named is that digest.
   */
  SignedRelease signed() throws IOException {
    if (release == null) {
      release = reading().read(validated(), signedWith().orElseThrow().certificate());
    }
    return release;
  }

  /** The rebuilt OEM custom package around it. */
  Optional<Rebuilt> ocp(SignedRelease release) throws IOException {
    return reading().ocp(release, signedWith().orElseThrow());
  }

  /**
   * Whoever asks for signatures gets those of the certificate in force: where everything was signed
   * with another one, or is no longer what was signed, it is signed again. What was signed stays on
   * record until that is done.
   */
  void reconsider() throws IOException {
    Optional<SignedSubmission> signed = signedWith();
    if (until != Until.SIGN || signed.isEmpty() || passed().isEmpty()) {
      return;
    }
    if (!signed.get().certificate().equals(files().certificate())) {
      wiring.progress().say("The release certificate changed: everything is signed again.");
    } else if (!reading().complete(validated(), signed.get())) {
      wiring.progress().say("Signed files are missing or changed: they are signed again.");
    } else {
      return;
    }
    again = true;
  }

  /** Removes what a run that was killed left unfinished, and once all is signed the copies. */
  void sweep() throws IOException {
    signedFiles().sweep();
  }

  private SignedReleases reading() {
    return new SignedReleases(signedFiles());
  }

  private SignedFiles signedFiles() {
    return wiring.signing().signedFiles(name(), profile());
  }

  private Profile profile() {
    return ValidationWiring.profile(product);
  }
}
