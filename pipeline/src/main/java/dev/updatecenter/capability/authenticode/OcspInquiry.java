package dev.updatecenter.capability.authenticode;

import dev.updatecenter.capability.authenticode.revocation.OcspAnswer;
import dev.updatecenter.capability.authenticode.revocation.OcspRefusedException;
import dev.updatecenter.capability.authenticode.revocation.OcspRefusedException.Reason;
import dev.updatecenter.capability.authenticode.revocation.OcspResponder;
import dev.updatecenter.capability.authenticode.revocation.Revoked;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks the configured responders about one certificate (RFC 6960). */
final class OcspInquiry {
  private final List<OcspResponder> responders;
  private final RevocationFindings say;
  private final Instant now;

  OcspInquiry(List<OcspResponder> responders, RevocationFindings say, Instant now) {
    this.responders = responders;
    this.say = say;
    this.now = now;
  }

  /** Is told that a certificate was taken back. */
  @FunctionalInterface
  interface Taken {
    void revoked(X509Certificate certificate, Revoked revoked, Revocation.Word word);
  }

  /** Adds what they say to {@code word}. */
  void ask(X509Certificate certificate, X509Certificate issuer, Revocation.Word word, Taken taken) {
    Map<OcspResponder, String> refused = new LinkedHashMap<>();
    for (OcspResponder responder : responders) {
      if (responder.serves(issuer)) {
        try {
          heed(
              responder, responder.ask(certificate, issuer, now), certificate, issuer, word, taken);
        } catch (OcspRefusedException e) {
          if (responder.isFor(issuer) || e.reason() != Reason.OTHER_CERTIFICATE) {
            refused.put(responder, String.valueOf(e.getMessage()));
          }
        }
      }
    }
    // Another source's word is enough; without any, a responder's silence must not pass for "good".
    refused.forEach(
        (responder, why) ->
            word.add(
                say.noAnswer(
                    certificate, responder.name(), why, responder.isFor(issuer) && !word.known())));
  }

  private void heed(
      OcspResponder responder,
      OcspAnswer answer,
      X509Certificate certificate,
      X509Certificate issuer,
      Revocation.Word word,
      Taken taken)
      throws OcspRefusedException {
    if (answer.delegate().filter(d -> word.delegateIsTaken(d, issuer)).isPresent()) {
      throw new OcspRefusedException(Reason.NOT_DELEGATED, "its certificate is revoked");
    }
    if (answer.status() == OcspAnswer.Status.UNKNOWN) {
      word.add(say.unknown(certificate, responder.name(), responder.isFor(issuer)));
      return;
    }
    word.current(answer.nextUpdate());
    answer.revoked().ifPresent(revoked -> taken.revoked(certificate, revoked, word));
  }
}
