package dev.updatecenter.device;

import dev.updatecenter.capability.authenticode.AuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.capability.authenticode.SignatureVerdict.Verdict;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.authenticode.VerificationPolicy;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether a downloaded package is signed by whom its metadata names. */
final class PackageSignature {
  private final AuthenticodeVerifier verifier;
  private final TrustAnchors anchors;
  private final Instant at;

  /**
   * A check at one instant.
   *
   * @param at device time
   */
  PackageSignature(AuthenticodeVerifier verifier, TrustAnchors anchors, Instant at) {
    this.verifier = verifier;
    this.anchors = anchors;
    this.at = at;
  }

  /** Refuses the file unless its signature is good; a package without signers is let pass. */
  void require(Path file, ListedPackage listed) throws IOException {
    if (listed.signers().isEmpty()) {
      return;
    }
    String target = listed.offered().target();
    boolean strict = !listed.kept();
    SignatureVerdict verdict =
        verifier.verify(file, new VerificationPolicy(anchors, Optional.of(at), strict, strict));
    if (verdict.verdict() != Verdict.VALID) {
      throw new Refusal.BadSignature(target, verdict.verdict().wireName(), errors(verdict))
          .toError();
    }
    Optional<ContentDigest> signer = verdict.signer().map(SignatureVerdict.Signer::sha256);
    if (signer.filter(listed.signers()::contains).isEmpty()) {
      ContentDigest other = signer.orElseThrow(() -> noSigner(target).toError());
      throw new Refusal.OtherSigner(target, other, listed.signers()).toError();
    }
  }

  private static Refusal noSigner(String target) {
    return new Refusal.BadSignature(target, "valid", List.of("it names no signer"));
  }

  private static List<String> errors(SignatureVerdict verdict) {
    return verdict.findings().stream()
        .filter(f -> f.severity() == Severity.ERROR)
        .map(Finding::message)
        .toList();
  }
}
