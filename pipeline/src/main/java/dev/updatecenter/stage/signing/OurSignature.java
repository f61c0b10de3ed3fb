package dev.updatecenter.stage.signing;

import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.nio.file.Path;

/** Whether a signature is ours and good. */
final class OurSignature {
  private OurSignature() {}

  /** Whether it was made with that certificate. */
  static boolean isBy(SignatureVerdict verdict, ContentDigest certificate) {
    return verdict.signer().filter(s -> s.sha256().equals(certificate)).isPresent();
  }

  /**
   * Refuses any other.
   *
   * @throws UpdateCenterException UC4203, exit 7
   */
  static void require(
      SignatureVerdict verdict, ContentDigest certificate, Path signed, String fileName) {
    if (verdict.verdict() != SignatureVerdict.Verdict.VALID || !isBy(verdict, certificate)) {
      throw UpdateCenterException.error(
              "UC4203", ExitCode.FAILED, "our signature on '" + fileName + "' does not verify")
          .where(signed)
          .why(reasons(verdict))
          .fix("check the signing certificate, its chain and the timestamp authority")
          .state("nothing of this was published")
          .build();
    }
  }

  private static String reasons(SignatureVerdict verdict) {
    return verdict.findings().isEmpty()
        ? "verdict " + verdict.verdict()
        : String.join("; ", verdict.findings().stream().map(Finding::message).toList());
  }
}
