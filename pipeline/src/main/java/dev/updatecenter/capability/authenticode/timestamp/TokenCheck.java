package dev.updatecenter.capability.authenticode.timestamp;

import dev.updatecenter.capability.authenticode.TimestampCheck;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.authenticode.cms.MalformedSignatureException;
import dev.updatecenter.capability.authenticode.cms.TimestampToken;
import dev.updatecenter.capability.authenticode.container.HashAlgorithm;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.jspecify.annotations.Nullable;

/**
 * Judges a token before it is put into a file: what a verifier will ask for, and what only the one
 * who asked can know, the nonce and the time.
 */
final class TokenCheck {
  /** How far a token's time may be from ours, its accuracy included. */
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final TrustAnchors anchors;
  private final Clock clock;

  TokenCheck(TrustAnchors anchors, Clock clock) {
    this.anchors = anchors;
    this.clock = clock;
  }

  /**
   * Judges.
   *
   * @param der the token's DER
   * @throws AuthorityFault when it is not to be used
   */
  void check(byte[] der, TimestampQuery query) throws AuthorityFault {
    try {
      TimestampToken token = TimestampToken.parse(der);
      TSTInfo info = TSTInfo.getInstance(token.message().content());
      sameAsAsked(token, info, query);
      trusted(token, query);
      near(token.time(), accuracy(info));
    } catch (MalformedSignatureException | RuntimeException e) {
      // BouncyCastle tells broken structure by many kinds of unchecked exceptions.
      throw new AuthorityFault(
          AuthorityFault.Kind.LYING, "its token is malformed: " + Told.by(e.getMessage()));
    }
  }

  // RFC 3161 2.4.2: version 1; imprint and nonce are those of the request.
  private static void sameAsAsked(TimestampToken token, TSTInfo info, TimestampQuery query)
      throws AuthorityFault {
    if (!info.getVersion().hasValue(1)) {
      throw lying("its token is of version " + info.getVersion());
    }
    if (token.imprintHash() != HashAlgorithm.SHA256) {
      throw lying("its token's imprint is " + token.imprintHash().displayName());
    }
    ASN1Integer nonce = info.getNonce();
    if (nonce == null || !nonce.getValue().equals(query.nonce())) {
      throw lying("its token answers another request: the nonce differs");
    }
  }

  private void trusted(TimestampToken token, TimestampQuery query)
      throws AuthorityFault, MalformedSignatureException {
    List<Finding> errors =
        new TimestampCheck(anchors, "token")
            .check(token, query.signatureValue()).findings().stream()
                .filter(f -> f.severity() == Severity.ERROR)
                .toList();
    if (errors.isEmpty()) {
      return;
    }
    boolean sound = errors.stream().allMatch(f -> f.code().equals(TimestampCheck.UNTRUSTED));
    throw new AuthorityFault(
        sound ? AuthorityFault.Kind.UNTRUSTED : AuthorityFault.Kind.LYING,
        errors.stream().map(Finding::message).map(Told::by).collect(Collectors.joining(", ")));
  }

  private void near(Instant time, Duration accuracy) throws AuthorityFault {
    Instant now = clock.instant();
    Duration off = Duration.between(now, time);
    if (off.abs().plus(accuracy).compareTo(TOLERANCE) <= 0) {
      return;
    }
    if (off.abs().compareTo(TOLERANCE) <= 0) {
      throw lying("its token's time is only known to " + accuracy.toSeconds() + " s");
    }
    throw new AuthorityFault(
        AuthorityFault.Kind.OTHER_TIME,
        "its clock says %s and this machine's %s: one of them is wrong".formatted(time, now));
  }

  // RFC 3161 2.4.2 Accuracy: seconds, milliseconds, microseconds, each of which may be absent.
  private static Duration accuracy(TSTInfo info) {
    if (info.getAccuracy() == null) {
      return Duration.ZERO;
    }
    return Duration.ofSeconds(value(info.getAccuracy().getSeconds()))
        .plusMillis(value(info.getAccuracy().getMillis()))
        .plusNanos(1000L * value(info.getAccuracy().getMicros()));
  }

  private static int value(@Nullable ASN1Integer integer) {
    return integer == null ? 0 : integer.intPositiveValueExact();
  }

  private static AuthorityFault lying(String why) {
    return new AuthorityFault(AuthorityFault.Kind.LYING, why);
  }
}
