package dev.updatecenter.stage.publishing;

import dev.updatecenter.stage.submission.Payload;
import dev.updatecenter.stage.submission.ReleaseManifest;

/**
 * What bears on where a release may be flighted, and how much of it.
 *
 * @param windowsUpdate whether Windows Update brings its OS version, which therefore may be
 *     flighted apart from its packages; false where it has no OS version
 * @param retail whether its OEM custom package is no test build; true where it has none
 * @param kernelCode whether the kernel would load code of it by the release certificate alone
 */
public record ReleaseTraits(boolean windowsUpdate, boolean retail, boolean kernelCode) {
  static ReleaseTraits of(ReleaseManifest manifest, boolean retail, boolean kernelCode) {
    boolean apart = manifest.payload().os().map(Payload.OsTarget::windowsUpdate).orElse(false);
    return new ReleaseTraits(apart, retail, kernelCode);
  }
}
