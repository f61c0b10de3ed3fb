package dev.updatecenter.stage.signing;

import dev.updatecenter.capability.authenticode.AuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.capability.authenticode.VerificationPolicy;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.validation.InnerCatalogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The reading side: what was signed before, on this host or another one with the same home. It
 * needs no key. Safe from many threads.
 */
public final class SignedFiles {
  private final AuthenticodeVerifier verifier;
  private final VerificationPolicy policy;
  private final SignedArtifacts artifacts;
  private final SigningLedger ledger;

  /**
   * Joins the parts.
   *
   * @param product for whom files are signed
   * @param policy what our signatures have to satisfy
   * @param folder where signed files are kept
   */
  public SignedFiles(
      ProductName product,
      AuthenticodeVerifier verifier,
      VerificationPolicy policy,
      Path folder,
      SigningLedger ledger) {
    this.verifier = verifier;
    this.policy = policy;
    this.artifacts = new SignedArtifacts(folder, product);
    this.ledger = ledger;
  }

  SignedArtifacts artifacts() {
    return artifacts;
  }

  SigningLedger ledger() {
    return ledger;
  }

  SignatureVerdict verdict(Path file) throws IOException {
    return verifier.verify(file, policy);
  }

  /** Finds catalogs inside packages, judged as our own signatures are. */
  InnerCatalogs catalogs(Set<ContentDigest> publishers) {
    return new InnerCatalogs(verifier, policy, publishers);
  }

  /**
   * What was signed with a certificate, if it is still what it was; a planted file is not used.
   *
   * @throws dev.updatecenter.kernel.core.UpdateCenterException UC4203, exit 7, when its signature
   *     no longer holds: the certificate was revoked, or a root is trusted no more
   */
  Optional<FileSigner.Signed> find(
      ContentDigest unsigned, ContentDigest certificate, String fileName) throws IOException {
    Path place = artifacts.place(unsigned, certificate);
    Optional<SignedArtifact> remembered = ledger.find(unsigned, certificate);
    if (remembered.isEmpty()
        || !Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)
        || !ContentDigest.of(place).equals(remembered.get().signed())) {
      return Optional.empty();
    }
    OurSignature.require(verdict(place), certificate, place, fileName);
    return Optional.of(new FileSigner.Signed(place, remembered.get()));
  }

  /** Removes the scratch folder: what a run that was killed left in it, and once all is signed. */
  public void sweep() throws IOException {
    artifacts.scratch().sweep();
  }
}
