package dev.updatecenter.stage.upkeep.verify;

import dev.updatecenter.capability.authenticode.AuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.capability.authenticode.SignatureVerdict.Verdict;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.authenticode.VerificationPolicy;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether packages are signed by whom their metadata names, judged as a device judges. */
public final class SignatureAudit {
  private final AuthenticodeVerifier verifier;
  private final TrustAnchors anchors;
  private final Instant at;
  private final Path folder;

  /**
   * Judges at an instant.
   *
   * @param folder where copies lie while they are looked at
   */
  public SignatureAudit(
      AuthenticodeVerifier verifier, TrustAnchors anchors, Instant at, Path folder) {
    this.verifier = verifier;
    this.anchors = anchors;
    this.at = at;
    this.folder = folder;
  }

  /** A place for one copy. */
  Path file() {
    try {
      return Files.createTempFile(folder, "package-", ".tmp");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with a package's signature. */
  Optional<Finding> judge(NamedObject object, Path copy) throws IOException {
    boolean strict = !object.thirdParty();
    SignatureVerdict verdict =
        verifier.verify(copy, new VerificationPolicy(anchors, Optional.of(at), strict, strict));
    Optional<ContentDigest> signer = verdict.signer().map(SignatureVerdict.Signer::sha256);
    if (verdict.verdict() == Verdict.VALID
        && signer.filter(object.signers()::contains).isPresent()) {
      return Optional.empty();
    }
    String what =
        verdict.verdict() == Verdict.VALID
            ? "it is signed by "
                + signer.map(ContentDigest::hex).orElse("nobody")
                + ", and its metadata names "
                + object.signers()
            : "its signature is " + verdict.verdict().wireName();
    String why =
        verdict.findings().stream()
            .filter(f -> f.severity() == Severity.ERROR)
            .map(Finding::message)
            .collect(Collectors.joining("; "));
    return Optional.of(
        Finding.error("UC5148", object.name().value(), what)
            .because(why.isEmpty() ? "devices refuse it" : why)
            .fixedBy("check --trust and --tsa-trust, else publish the release again"));
  }
}
