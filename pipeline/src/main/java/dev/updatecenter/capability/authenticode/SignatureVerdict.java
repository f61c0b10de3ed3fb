package dev.updatecenter.capability.authenticode;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is to be thought of a file's signature.
 *
 * @param format what the file is, such as {@code cab}; {@code unknown} without Authenticode
 * @param verdict the short of it
 * @param digest the file's Authenticode digest as recomputed, lower-case hex
 * @param signer who signed; present also when the signature is no good but could be read
 * @param timestamp when, by whose word; present only when the token is whole and trusted
 * @param findings all that was noticed, gravest first
 */
public record SignatureVerdict(
    String format,
    Verdict verdict,
    Optional<String> digest,
    Optional<Signer> signer,
    Optional<Timestamp> timestamp,
    List<Finding> findings) {
  /** Codes below this one are about policy, from it on about the signature itself. */
  private static final int FIRST_OTHER_CODE = 4020;

  /** Copies and sorts. */
  public SignatureVerdict {
    findings = findings.stream().sorted(Finding.ORDER).toList();
  }

  /**
   * Whether the signature is whole and trusted, and refused, if at all, by policy only: not EV,
   * weak, without a timestamp.
   */
  public boolean intact() {
    return verdict != Verdict.UNSIGNED
        && findings.stream()
            .filter(f -> f.severity() == Severity.ERROR)
            .allMatch(f -> Integer.parseInt(f.code().substring(2)) < FIRST_OTHER_CODE);
  }

  /** The short of it. */
  public enum Verdict {
    /** Whole, trusted and as the policy wants it. */
    VALID,
    /** Damaged, not trusted, or against the policy. */
    INVALID,
    /** There is no signature. */
    UNSIGNED;

    /** The word in JSON. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Who signed.
   *
   * @param subject distinguished name, RFC 2253
   * @param sha256 digest of the certificate
   * @param chain subjects from the signer to the trusted root; to where it breaks off otherwise
   * @param ev whether the certificate carries the EV policy
   */
  public record Signer(String subject, ContentDigest sha256, List<String> chain, boolean ev) {
    /** Copies. */
    public Signer {
      chain = List.copyOf(chain);
    }
  }

  /**
   * When it was signed at the latest.
   *
   * @param time by the authority's clock
   * @param authority distinguished name of its certificate, RFC 2253
   */
  public record Timestamp(Instant time, String authority) {}
}
