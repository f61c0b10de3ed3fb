package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.signing.FileSigner;
import dev.updatecenter.stage.signing.PackageSigner;
import dev.updatecenter.stage.signing.SignedRelease;
import dev.updatecenter.stage.submission.UpdateSubmission;
import dev.updatecenter.stage.validation.InspectedPackage;
import dev.updatecenter.stage.validation.SubmissionValidator;
import dev.updatecenter.stage.validation.ValidatedSubmission;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of the submission job: what its steps share. Results of earlier steps are rebuilt from
 * the ledgers, also when those steps ran in a process that is gone.
 */
final class SubmissionRun {
  private final Wiring wiring;
  private final Lease lease;
  private final UpdateSubmission submission;
  private final Optional<RegisteredProduct> product;
  private @Nullable FileSigner files;

  SubmissionRun(Wiring wiring, Lease lease, UpdateSubmission submission) {
    this.wiring = wiring;
    this.lease = lease;
    this.submission = submission;
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
    return validator.validate(wiring.validation().examination(submission, packages));
  }

  /** What passed validation, in this run or before. */
  ValidatedSubmission validated() {
    return ValidatedSubmission.restore(submission, wiring.validations()).orElseThrow();
  }

  /** What validation found, in this run or before. */
  List<Finding> findings() {
    return wiring.validations().findings(submission);
  }

  synchronized FileSigner files() {
    if (files == null) {
      files = wiring.fileSigner(name());
    }
    return files;
  }

  PackageSigner signer() {
    return new PackageSigner(files());
  }

  /** What was signed, in this run or before. */
  SignedRelease signed() throws IOException {
    return signer().release(validated());
  }
}
