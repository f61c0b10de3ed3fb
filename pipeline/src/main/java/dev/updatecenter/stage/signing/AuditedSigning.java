package dev.updatecenter.stage.signing;

import dev.updatecenter.capability.authenticode.AuthenticodeSigner;
import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * One use of the key: the intent on record, the signature, an independent verdict, the result on
 * record. Safe from many threads.
 */
final class AuditedSigning {
  private final ProductName product;
  private final AuthenticodeSigner signer;
  private final SignedFiles files;
  private final AuditLog audit;
  private final Map<String, String> facts;
  private final ContentDigest certificate;

  /**
   * Joins the parts.
   *
   * @param facts what else each intent says: whose key it is, what the files are signed for
   */
  AuditedSigning(
      ProductName product,
      AuthenticodeSigner signer,
      SignedFiles files,
      AuditLog audit,
      Map<String, String> facts) {
    this.product = product;
    this.signer = signer;
    this.files = files;
    this.audit = audit;
    this.facts = Map.copyOf(facts);
    this.certificate = Certificates.digest(signer.certificate());
  }

  /** SHA-256 of the signing certificate. */
  ContentDigest certificate() {
    return certificate;
  }

  /** Keeps a signed copy, before the result goes on record. */
  @FunctionalInterface
  interface Keep {
    /** Moves the copy to where it stays. */
    void keep(Path copy, SignedArtifact artifact) throws IOException;
  }

  /** A signature that was made and found good. */
  record Made(SignedArtifact artifact, SignatureVerdict verdict) {}

  /**
   * Signs a private copy in place.
   *
   * @param source what the copy was made of; the artifact goes by its digest
   */
  Made on(Path copy, FileSigner.Source source, Lease lease, Keep keep) throws IOException {
    lease.check();
    long intent = audit.intent("sign-package", product, facts(source));
    try {
      signer.sign(copy, source.description());
      SignedBytes bytes = SignedBytes.of(copy);
      SignatureVerdict verdict = files.verdict(copy);
      OurSignature.require(verdict, certificate, copy, source.name());
      SignedArtifact artifact =
          new SignedArtifact(source.sha256(), certificate, bytes.sha256(), Files.size(copy));
      keep.keep(copy, artifact);
      audit.result(
          intent, product, AuditLog.Outcome.DONE, Map.of("signed", artifact.signed().hex()));
      return new Made(artifact, verdict);
    } catch (IOException | RuntimeException e) {
      audit.failed(intent, product, e);
      throw e;
    }
  }

  private Map<String, String> facts(FileSigner.Source source) {
    Map<String, String> all = new HashMap<>(facts);
    all.put("file", source.name());
    all.put("description", source.description());
    all.put("unsigned", source.sha256().hex());
    all.put("certificate", certificate.hex());
    return all;
  }
}
