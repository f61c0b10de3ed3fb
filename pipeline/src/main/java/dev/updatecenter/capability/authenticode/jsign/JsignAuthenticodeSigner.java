package dev.updatecenter.capability.authenticode.jsign;

import dev.updatecenter.capability.authenticode.AuthenticodeSigner;
import dev.updatecenter.capability.authenticode.SigningKey;
import dev.updatecenter.capability.authenticode.TimestampSource;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import net.jsign.DigestAlgorithm;
import net.jsign.Signable;

/**
 * Signs by jsign: SHA-256, the whole chain but its root embedded, an RFC 3161 timestamp. jsign
 * streams, so a cabinet of 2 GB takes no memory. A jsign signer serves one file and is dropped.
 */
public final class JsignAuthenticodeSigner implements AuthenticodeSigner {
  private final SigningKey key;
  private final List<X509Certificate> chain;
  private final TimestampSource timestamps;

  /**
   * Signs with a timestamp: a signature without one dies with its certificate.
   *
   * @param key also one that never leaves its token; a root in its chain is not embedded
   * @param timestamps is asked after the key was used, never while it is
   */
  public JsignAuthenticodeSigner(SigningKey key, TimestampSource timestamps) {
    this.key = key;
    this.chain = withoutRoot(key.chain());
    this.timestamps = timestamps;
  }

  @Override
  public void sign(Path file, String displayName) throws IOException {
    try (Signable signable = SignableFile.open(file)) {
      signer(displayName).sign(signable);
    } catch (IOException | UpdateCenterException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw UpdateCenterException.error("UC4045", ExitCode.INTERRUPTED, "Signing was interrupted")
          .where(file)
          .state("Nothing was signed.")
          .build();
    } catch (Exception e) {
      // jsign declares Exception: a refused key, a token that is gone, a file it cannot take.
      throw key.custody() == SigningKey.Custody.SERVICE && ServiceKey.isUnreachable(e)
          ? silent(file, e)
          : refused(file, e);
    }
  }

  @Override
  public X509Certificate certificate() {
    return chain.get(0);
  }

  @Override
  public List<X509Certificate> chain() {
    return chain;
  }

  private net.jsign.AuthenticodeSigner signer(String displayName) {
    net.jsign.AuthenticodeSigner signer = new net.jsign.AuthenticodeSigner(silent(), key.key());
    key.provider().ifPresent(signer::withSignatureProvider);
    return signer
        .withProgramName(displayName)
        .withDigestAlgorithm(DigestAlgorithm.SHA256)
        .withSignaturesReplaced(true)
        .withTimestamping(true)
        .withTimestamper(new SourcedTimestamper(timestamps));
  }

  /** What jsign embeds; it would fetch what these name. */
  private Certificate[] silent() {
    return chain.stream().map(SilentCertificate::new).toArray(Certificate[]::new);
  }

  private static List<X509Certificate> withoutRoot(List<X509Certificate> chain) {
    X509Certificate last = chain.get(chain.size() - 1);
    boolean selfIssued = last.getSubjectX500Principal().equals(last.getIssuerX500Principal());
    return List.copyOf(chain.size() > 1 && selfIssued ? chain.subList(0, chain.size() - 1) : chain);
  }

  private static UpdateCenterException silent(Path file, Exception cause) {
    return UpdateCenterException.error(
            "UC4061", ExitCode.UNAVAILABLE, "the key service cannot be reached any more")
        .where(file)
        .why(ServiceKey.reason(cause))
        .fix("run the same command again when it can be")
        .state("what was signed before is kept; nothing more was signed")
        .cause(cause)
        .build();
  }

  private static UpdateCenterException refused(Path file, Exception cause) {
    return UpdateCenterException.error(
            "UC4046", ExitCode.FAILED, file.getFileName() + " could not be signed")
        .where(file)
        .why(String.valueOf(cause.getMessage()))
        .fix("See that the key is at hand and, for an app package, that Publisher is its subject.")
        .state("Nothing was signed.")
        .cause(cause)
        .build();
  }
}
