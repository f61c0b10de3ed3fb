package dev.updatecenter.stage.signing;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.signing.OemCustomPackageRebuilder.Rebuilt;
import dev.updatecenter.stage.submission.SubmittedFile;
import dev.updatecenter.stage.validation.ValidatedPackage;
import dev.updatecenter.stage.validation.ValidatedSubmission;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rebuilds this stage's result from what the ledger and the disk hold: after a restart, and on a
 * host that has no key.
 */
public final class SignedReleases {
  private final SignedFiles files;

  /** Reads what {@code files} holds. */
  public SignedReleases(SignedFiles files) {
    this.files = files;
  }

  /**
   * A release that was signed.
   *
   * @param certificate SHA-256 of the certificate that signed it
   * @throws UpdateCenterException UC4202, exit 7, when a signed file is missing or is not what was
   *     signed; UC4203 when its signature no longer holds
   */
  public SignedRelease read(ValidatedSubmission validated, ContentDigest certificate)
      throws IOException {
    List<SignedPackage> packages = new ArrayList<>();
    for (ValidatedPackage source : validated.packages()) {
      packages.add(isSigned(source) ? signed(source, find(source, certificate)) : asIs(source));
    }
    return new SignedRelease(validated, packages);
  }

  /** The OEM custom package around a release's packages, if it has one. */
  public Optional<Rebuilt> ocp(SignedRelease release, SignedSubmission signed) throws IOException {
    if (signed.ocp().isEmpty()) {
      return Optional.empty();
    }
    String name = release.submission().ocp().orElseThrow().file().fileName();
    ContentDigest unsigned = signed.ocp().get();
    FileSigner.Signed found =
        files
            .find(unsigned, signed.certificate(), name)
            .orElseThrow(() -> missing(name, "the rebuilt package"));
    return Optional.of(new Rebuilt(found.file(), name, unsigned, found.artifact().signed()));
  }

  /** Whether everything that was signed is still here, whole. */
  public boolean complete(ValidatedSubmission validated, SignedSubmission signed)
      throws IOException {
    try {
      ocp(read(validated, signed.certificate()), signed);
      return true;
    } catch (UpdateCenterException e) {
      return false;
    }
  }

  static boolean isSigned(ValidatedPackage source) {
    return source.kind().signed() && !source.keepSignature();
  }

  static SignedPackage signed(ValidatedPackage source, FileSigner.Signed signed) {
    return new SignedPackage(
        source,
        signed.file(),
        signed.artifact().signed(),
        signed.artifact().length(),
        List.of(signed.artifact().certificate()));
  }

  SignedPackage asIs(ValidatedPackage source) throws IOException {
    SubmittedFile file = source.file();
    List<ContentDigest> signers =
        source.kind().signed()
            ? files.verdict(file.copy()).signer().map(s -> List.of(s.sha256())).orElse(List.of())
            : List.of();
    return new SignedPackage(source, file.copy(), file.sha256(), file.length(), signers);
  }

  private FileSigner.Signed find(ValidatedPackage source, ContentDigest certificate)
      throws IOException {
    SubmittedFile file = source.file();
    return files
        .find(file.sha256(), certificate, file.fileName())
        .orElseThrow(() -> missing(file.fileName(), file.shownAs()));
  }

  private static UpdateCenterException missing(String fileName, String shownAs) {
    return UpdateCenterException.error(
            "UC4202", ExitCode.FAILED, "the signed form of '" + fileName + "' is missing")
        .where(shownAs)
        .why("the sign step left it in the home, and it is gone or was changed since")
        .fix("where the key is, sign again: ducctl submit RELEASE.yaml --until sign")
        .state("nothing of this release was published")
        .build();
  }
}
