package dev.updatecenter.app.api;

import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.signing.OutputSigner;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one file, as {@code sign} prints it.
 *
 * @param file as it was named
 * @param out where the signed file lies; null when refused
 * @param format such as {@code cab}; {@code unknown} for what Authenticode does not know; null when
 *     the certificate was refused and no file looked at
 * @param state {@code signed}, {@code unchanged} or {@code refused}
 * @param unsigned digest of the file as it came, hex; null when no file was looked at
 * @param sha256 digest of the signed file, hex; null when refused
 * @param certificate SHA-256 of the certificate that signed, hex; null when refused
 * @param timestamp RFC 3339, UTC; null when refused
 */
public record SignJson(
    String file,
    @Nullable String out,
    @Nullable String format,
    String state,
    @Nullable String unsigned,
    @Nullable String sha256,
    @Nullable String certificate,
    @Nullable String timestamp,
    List<FindingJson> findings) {
  /** Copies. */
  public SignJson {
    findings = List.copyOf(findings);
  }

  /**
   * The shape of a result.
   *
   * @param out where the signed file lies, if it was signed
   * @param findings of the file and of the certificate
   */
  public static SignJson of(
      String file,
      String out,
      ContentDigest certificate,
      OutputSigner.Output result,
      List<Finding> findings) {
    boolean refused = result.state() == OutputSigner.State.REFUSED;
    SignatureVerdict verdict = result.verdict();
    return new SignJson(
        file,
        refused ? null : out,
        verdict.format(),
        result.state().name().toLowerCase(Locale.ROOT),
        result.unsigned().hex(),
        result.signed().map(ContentDigest::hex).orElse(null),
        refused ? null : certificate.hex(),
        refused ? null : verdict.timestamp().map(t -> t.time().toString()).orElse(null),
        FindingJson.of(findings));
  }

  /** Of a file that nobody looked at: the policy forbids the certificate. */
  public static SignJson forbidden(String file, List<Finding> findings) {
    return new SignJson(
        file, null, null, "refused", null, null, null, null, FindingJson.of(findings));
  }
}
