package dev.updatecenter.app.api;

import dev.updatecenter.capability.authenticode.SignatureVerdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A judged signature, as {@code verify} prints it.
 *
 * @param verdict valid, invalid or unsigned
 * @param digest the file's Authenticode digest in hex; null where there is no signature
 * @param signer null where nobody signed, or the signature cannot be read
 * @param chain subjects from the signer to the trusted root, or to where it breaks off
 * @param timestamp null unless it is whole and trusted
 */
public record VerificationJson(
    String file,
    String format,
    String verdict,
    @Nullable String digest,
    @Nullable Signer signer,
    List<String> chain,
    @Nullable Timestamp timestamp,
    boolean ev,
    List<FindingJson> findings) {
  /** Copies. */
  public VerificationJson {
    chain = List.copyOf(chain);
    findings = List.copyOf(findings);
  }

  /**
   * Who signed.
   *
   * @param subject distinguished name, RFC 2253
   * @param sha256 of the certificate, hex
   */
  public record Signer(String subject, String sha256) {}

  /**
   * When it was signed at the latest.
   *
   * @param time RFC 3339, UTC
   * @param authority distinguished name, RFC 2253
   */
  public record Timestamp(String time, String authority) {}

  /** The shape of a verdict. */
  public static VerificationJson of(String file, SignatureVerdict v) {
    return new VerificationJson(
        file,
        v.format(),
        v.verdict().wireName(),
        v.digest().orElse(null),
        v.signer().map(s -> new Signer(s.subject(), s.sha256().hex())).orElse(null),
        v.signer().map(SignatureVerdict.Signer::chain).orElse(List.of()),
        v.timestamp().map(t -> new Timestamp(t.time().toString(), t.authority())).orElse(null),
        v.signer().map(SignatureVerdict.Signer::ev).orElse(false),
        FindingJson.of(v.findings()));
  }
}
