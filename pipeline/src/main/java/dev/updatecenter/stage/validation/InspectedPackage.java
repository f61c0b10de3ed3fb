package dev.updatecenter.stage.validation;

import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.capability.format.PackageContents;
import dev.updatecenter.stage.submission.SubmittedFile;

/**
 * A package of a submission, opened once.
 *
 * @param file the copy
 * @param contents what it holds, and what is wrong with it as a file
 * @param signature what is to be thought of the signature that it carries, if it does
 */
public record InspectedPackage(
    SubmittedFile file, PackageContents contents, SignatureVerdict signature) {
  /** Whether it carries a signature, intact or not. */
  public boolean isSigned() {
    return signature.verdict() != SignatureVerdict.Verdict.UNSIGNED;
  }
}
