package dev.updatecenter.capability.authenticode.revocation;

import dev.updatecenter.capability.authenticode.revocation.OcspRefusedException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;

/** Judges the bytes that came as an answer to a question (RFC 6960 3.2). Pure. */
public final class OcspCheck {
  /** Most bytes of an answer; real ones have two thousand. */
  public static final int MOST_BYTES = 1 << 16;

  /** How far the clocks of others may be ahead. */
  public static final Duration SKEW = Duration.ofMinutes(5);

  /** RFC 6960 4.2.2.1: an answer without an end may be followed by another at any time. */
  private static final Duration WITHOUT_END = Duration.ofHours(1);

  private final OcspQuestion question;
  private final Instant now;

  /**
   * Judges answers to a question.
   *
   * @param now against which an answer may not be from the future
   */
  public OcspCheck(OcspQuestion question, Instant now) {
    this.question = question;
    this.now = now;
  }

  /**
   * Judges an answer. Whether it is still current is for the caller: {@link OcspAnswer#nextUpdate}.
   *
   * @param der as it came
   * @throws OcspRefusedException when it must not be believed
   */
  public OcspAnswer judge(byte[] der) throws OcspRefusedException {
    try {
      if (der.length > MOST_BYTES) {
        throw new OcspRefusedException(Reason.MALFORMED, "more than " + MOST_BYTES + " bytes");
      }
      DerCursor.requireShallow(der);
      return judge(new OCSPResp(der));
    } catch (IOException | OCSPException | MalformedRevocationException | RuntimeException e) {
      // BouncyCastle tells broken structure by many kinds of unchecked exceptions.
      throw new OcspRefusedException(Reason.MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  private OcspAnswer judge(OCSPResp response)
      throws OcspRefusedException, OCSPException, MalformedRevocationException {
    if (response.getStatus() != OCSPResp.SUCCESSFUL) {
      throw new OcspRefusedException(Reason.NO_ANSWER, "status " + word(response.getStatus()));
    }
    if (!(response.getResponseObject() instanceof BasicOCSPResp basic)) {
      throw new OcspRefusedException(Reason.MALFORMED, "not of type basic");
    }
    var signer = new OcspSigner(question.issuer(), now).of(basic);
    nonce(basic);
    SingleResp single = single(basic);
    Instant thisUpdate = single.getThisUpdate().toInstant();
    if (thisUpdate.isAfter(now.plus(SKEW))) {
      throw new OcspRefusedException(Reason.FUTURE, String.valueOf(thisUpdate));
    }
    Instant nextUpdate =
        single.getNextUpdate() == null
            ? thisUpdate.plus(WITHOUT_END)
            : single.getNextUpdate().toInstant();
    Optional<Revoked> revoked = revoked(single);
    return new OcspAnswer(status(single), revoked, thisUpdate, nextUpdate, signer);
  }

  /** RFC 6960 4.4.1: a responder may leave the nonce out, but must not give another one. */
  private void nonce(BasicOCSPResp basic) throws OcspRefusedException {
    Extension answered = basic.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
    if (answered == null || question.nonce().isEmpty()) {
      return;
    }
    byte[] value = answered.getExtnValue().getOctets();
    byte[] inner = ASN1OctetString.getInstance(value).getOctets();
    if (!Arrays.equals(inner, question.nonce().get())) {
      throw new OcspRefusedException(Reason.OTHER_NONCE);
    }
  }

  private SingleResp single(BasicOCSPResp basic) throws OcspRefusedException {
    for (SingleResp each : basic.getResponses()) {
      if (question.isAbout(each.getCertID())) {
        if (!each.getCriticalExtensionOIDs().isEmpty()) {
          throw new OcspRefusedException(Reason.MALFORMED, "a critical extension is not known");
        }
        return each;
      }
    }
    throw new OcspRefusedException(Reason.OTHER_CERTIFICATE);
  }

  private static OcspAnswer.Status status(SingleResp single) {
    CertificateStatus status = single.getCertStatus();
    if (status == CertificateStatus.GOOD) {
      return OcspAnswer.Status.GOOD;
    }
    return status instanceof RevokedStatus ? OcspAnswer.Status.REVOKED : OcspAnswer.Status.UNKNOWN;
  }

  private static Optional<Revoked> revoked(SingleResp single) {
    if (!(single.getCertStatus() instanceof RevokedStatus status)) {
      return Optional.empty();
    }
    Instant since = status.getRevocationTime().toInstant();
    // RFC 6960 4.4.5: extensions of a list's entry may come with the answer.
    Extension invalidity = single.getExtension(Extension.invalidityDate);
    if (invalidity != null) {
      since = Revoked.since(since, date(invalidity));
    }
    int reason = status.hasRevocationReason() ? status.getRevocationReason() : 0;
    return Optional.of(new Revoked(since, Revoked.reason(reason)));
  }

  /** The safe reading of a broken date: bad from the beginning. */
  private static Instant date(Extension invalidity) {
    try {
      return ASN1GeneralizedTime.getInstance(invalidity.getParsedValue()).getDate().toInstant();
    } catch (java.text.ParseException | RuntimeException e) {
      return Instant.MIN;
    }
  }

  private static String word(int status) {
    List<String> words =
        List.of("successful", "malformedRequest", "internalError", "tryLater", "4", "sigRequired");
    return status == 6 ? "unauthorized" : status < 6 ? words.get(status) : "" + status;
  }
}
