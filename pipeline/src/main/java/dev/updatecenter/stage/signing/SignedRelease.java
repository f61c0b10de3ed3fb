package dev.updatecenter.stage.signing;

import dev.updatecenter.stage.submission.UpdateSubmission;
import dev.updatecenter.stage.validation.ValidatedSubmission;
import java.util.List;

/**
 * A release whose every package carries the signature it is published with. Made by {@link
 * PackageSigner} alone: only this may be published.
 */
public final class SignedRelease {
  private final ValidatedSubmission validated;
  private final List<SignedPackage> packages;

  SignedRelease(ValidatedSubmission validated, List<SignedPackage> packages) {
    this.validated = validated;
    this.packages = List.copyOf(packages);
  }

  /** What was taken in. */
  public UpdateSubmission submission() {
    return validated.submission();
  }

  /** Whether the kernel would load code of it by the release certificate alone. */
  public boolean kernelCode() {
    return validated.kernelCode();
  }

  /** The packages in install order. */
  public List<SignedPackage> packages() {
    return packages;
  }
}
