package dev.updatecenter.stage.signing;

import dev.updatecenter.capability.authenticode.AuthenticodeSigner;
import dev.updatecenter.capability.authenticode.AuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.capability.authenticode.VerificationPolicy;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signs files with one certificate: sign a copy, verify it by another path, keep it, remember it.
 * Safe from many threads; the caller holds the product's lease.
 */
public final class FileSigner {
  private final ProductName product;
  private final AuthenticodeSigner signer;
  private final AuthenticodeVerifier verifier;
  private final VerificationPolicy policy;
  private final SignedArtifacts artifacts;
  private final SigningLedger ledger;
  private final AuditLog audit;
  private final ContentDigest certificate;
  // The same file may come twice, under two names: the second waits for the first.
  private final Map<ContentDigest, Object> turns = new ConcurrentHashMap<>();

  /**
   * Joins the parts.
   *
   * @param product for whom files are signed
   * @param policy what a fresh signature has to satisfy
   * @param folder where signed files are kept
   */
  public FileSigner(
      ProductName product,
      AuthenticodeSigner signer,
      AuthenticodeVerifier verifier,
      VerificationPolicy policy,
      Path folder,
      SigningLedger ledger,
      AuditLog audit) {
    this.product = product;
    this.signer = signer;
    this.verifier = verifier;
    this.policy = policy;
    this.artifacts = new SignedArtifacts(folder, product);
    this.ledger = ledger;
    this.audit = audit;
    this.certificate = Certificates.digest(signer.certificate());
  }

  /**
   * A file to be signed.
   *
   * @param path where it lies; it is not changed
   * @param sha256 the digest that it was judged with
   * @param name its file name
   * @param description what Windows shows a person who is asked to trust it
   */
  record Source(Path path, ContentDigest sha256, String name, String description) {}

  /** A signed file and what is remembered of it. */
  record Signed(Path file, SignedArtifact artifact) {}

  /** SHA-256 of the signing certificate. */
  ContentDigest certificate() {
    return certificate;
  }

  Path scratchFolder() throws IOException {
    return artifacts.scratchFolder();
  }

  SignatureVerdict verdict(Path file) throws IOException {
    return verifier.verify(file, policy);
  }

  /** Removes the scratch folder: what a run that was killed left in it, and once all is signed. */
  public void sweep() throws IOException {
    artifacts.sweep();
  }

  /** What was signed before, if it is still what it was; a planted file is not used. */
  Optional<Signed> before(Source source) throws IOException {
    Path place = artifacts.place(source.sha256(), certificate);
    Optional<SignedArtifact> remembered = ledger.find(source.sha256(), certificate);
    if (remembered.isEmpty()
        || !Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)
        || !ContentDigest.of(place).equals(remembered.get().signed())) {
      return Optional.empty();
    }
    requireValid(place, source);
    return Optional.of(new Signed(place, remembered.get()));
  }

  /** Signs, unless it was signed before. */
  Signed sign(Source source, Lease lease) throws IOException {
    synchronized (turns.computeIfAbsent(source.sha256(), digest -> new Object())) {
      Optional<Signed> before = before(source);
      return before.isPresent() ? before.get() : fresh(source, lease);
    }
  }

  private Signed fresh(Source source, Lease lease) throws IOException {
    Path copy = artifacts.scratch(source.path(), source.sha256(), source.name());
    try {
      lease.check();
      return audited(copy, source);
    } finally {
      artifacts.discard(copy);
    }
  }

  private Signed audited(Path copy, Source source) throws IOException {
    long intent =
        audit.intent(
            "sign-package",
            product,
            Map.of(
                "file", source.name(),
                "unsigned", source.sha256().hex(),
                "certificate", certificate.hex()));
    try {
      signer.sign(copy, source.description());
      requireValid(copy, source);
      SignedArtifact artifact =
          new SignedArtifact(
              source.sha256(), certificate, ContentDigest.of(copy), Files.size(copy));
      Path place = artifacts.place(source.sha256(), certificate);
      artifacts.keep(copy, place);
      ledger.remember(product, artifact);
      audit.result(
          intent, product, AuditLog.Outcome.DONE, Map.of("signed", artifact.signed().hex()));
      return new Signed(place, artifact);
    } catch (IOException | RuntimeException e) {
      audit.result(
          intent,
          product,
          AuditLog.Outcome.FAILED,
          Map.of("error", String.valueOf(e.getMessage())));
      throw e;
    }
  }

  private void requireValid(Path signed, Source source) throws IOException {
    SignatureVerdict verdict = verdict(signed);
    boolean ours = verdict.signer().filter(s -> s.sha256().equals(certificate)).isPresent();
    if (verdict.verdict() != SignatureVerdict.Verdict.VALID || !ours) {
      throw UpdateCenterException.error(
              "UC4203", ExitCode.FAILED, "our signature on '" + source.name() + "' does not verify")
          .where(signed)
          .why(reasons(verdict))
          .fix("check the signing certificate, its chain and the timestamp authority")
          .state("nothing of this release was published")
          .build();
    }
  }

  private static String reasons(SignatureVerdict verdict) {
    return verdict.findings().isEmpty()
        ? "verdict " + verdict.verdict()
        : String.join("; ", verdict.findings().stream().map(Finding::message).toList());
  }
}
