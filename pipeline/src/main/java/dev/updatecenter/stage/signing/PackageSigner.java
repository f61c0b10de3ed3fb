package dev.updatecenter.stage.signing;

import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.submission.SubmittedFile;
import dev.updatecenter.stage.validation.ValidatedPackage;
import dev.updatecenter.stage.validation.ValidatedSubmission;
import java.io.IOException;

/** Gives packages the signature they are published with. Safe from many threads. */
public final class PackageSigner {
  private final FileSigner files;
  private final SignedReleases before;

  /** Signs files by {@code files}. */
  public PackageSigner(FileSigner files) {
    this.files = files;
    this.before = new SignedReleases(files.files());
  }

  /**
   * Signs a package, or takes it as it is where it keeps its signature or carries none.
   *
   * @throws UpdateCenterException when the copy changed since validation (exit 7), the key or every
   *     timestamp authority fails (exit 4, 13), or the fresh signature does not verify (exit 7)
   */
  public SignedPackage sign(ValidatedPackage source, Lease lease) throws IOException {
    if (!SignedReleases.isSigned(source)) {
      return before.asIs(source);
    }
    SubmittedFile file = source.file();
    FileSigner.Source unsigned =
        new FileSigner.Source(file.copy(), file.sha256(), file.fileName(), source.identity());
    return SignedReleases.signed(source, files.sign(unsigned, lease));
  }

  /**
   * How many packages were signed before, but with other certificates alone: they are signed again.
   */
  public long signedByOthers(ValidatedSubmission validated) {
    return validated.packages().stream()
        .filter(SignedReleases::isSigned)
        .map(source -> files.files().ledger().certificates(source.file().sha256()))
        .filter(known -> !known.isEmpty() && !known.contains(files.certificate()))
        .count();
  }

  /**
   * The release, when every package of it is signed.
   *
   * @throws UpdateCenterException exit 7 when a signed file is missing or is not what was signed
   */
  public SignedRelease release(ValidatedSubmission validated) throws IOException {
    return before.read(validated, files.certificate());
  }
}
