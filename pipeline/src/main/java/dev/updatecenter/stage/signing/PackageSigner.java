package dev.updatecenter.stage.signing;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.submission.SubmittedFile;
import dev.updatecenter.stage.validation.ValidatedPackage;
import dev.updatecenter.stage.validation.ValidatedSubmission;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Gives packages the signature they are published with. Safe from many threads. */
public final class PackageSigner {
  private final FileSigner files;

  /** Signs files by {@code files}. */
  public PackageSigner(FileSigner files) {
    this.files = files;
  }

  /**
   * Signs a package, or takes it as it is where it keeps its signature or carries none.
   *
   * @throws UpdateCenterException when the copy changed since validation (exit 7), the key or every
   *     timestamp authority fails (exit 4, 13), or the fresh signature does not verify (exit 7)
   */
  public SignedPackage sign(ValidatedPackage source, Lease lease) throws IOException {
    return isSigned(source) ? signed(source, files.sign(source(source), lease)) : asIs(source);
  }

  /**
   * Rebuilds the result after a restart, from what the ledger and the disk hold.
   *
   * @throws UpdateCenterException exit 7 when a signed file is missing or is not what was signed
   */
  public SignedRelease release(ValidatedSubmission validated) throws IOException {
    List<SignedPackage> packages = new ArrayList<>();
    for (ValidatedPackage source : validated.packages()) {
      packages.add(
          isSigned(source)
              ? signed(source, files.before(source(source)).orElseThrow(() -> missing(source)))
              : asIs(source));
    }
    return new SignedRelease(validated, packages);
  }

  private static boolean isSigned(ValidatedPackage source) {
    return source.kind().signed() && !source.keepSignature();
  }

  private static FileSigner.Source source(ValidatedPackage source) {
    SubmittedFile file = source.file();
    return new FileSigner.Source(file.copy(), file.sha256(), file.fileName(), source.identity());
  }

  private static SignedPackage signed(ValidatedPackage source, FileSigner.Signed signed) {
    return new SignedPackage(
        source,
        signed.file(),
        signed.artifact().signed(),
        signed.artifact().length(),
        List.of(signed.artifact().certificate()));
  }

  private SignedPackage asIs(ValidatedPackage source) throws IOException {
    SubmittedFile file = source.file();
    List<ContentDigest> signers =
        source.kind().signed()
            ? files.files().verdict(file.copy()).signer().map(s -> List.of(s.sha256())).orElse(List.of())
            : List.of();
    return new SignedPackage(source, file.copy(), file.sha256(), file.length(), signers);
  }

  private static UpdateCenterException missing(ValidatedPackage source) {
    return UpdateCenterException.error(
            "UC4202",
            ExitCode.FAILED,
            "the signed form of '" + source.file().fileName() + "' is missing")
        .where(source.file().shownAs())
        .why("the sign step left it in the home, and it is gone or was changed since")
        .fix("submit under another home, or restore the home's folder 'signed'")
        .state("nothing of this release was published")
        .build();
  }
}
