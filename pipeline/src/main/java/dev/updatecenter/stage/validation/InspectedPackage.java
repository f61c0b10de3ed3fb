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
  /**
   * Whether it carries a signature, intact or not. A provisioning package has no place for one that
   * could be judged here: the release's own signatures vouch for it.
   */
  public boolean isSigned() {
    return signature.verdict() != SignatureVerdict.Verdict.UNSIGNED
        && PackageKind.of(contents.format()).map(PackageKind::signed).orElse(true);
  }
}
