package dev.updatecenter.capability.authenticode.revocation.http;

import dev.updatecenter.capability.authenticode.revocation.OcspAnswer;
import dev.updatecenter.capability.authenticode.revocation.OcspCheck;
import dev.updatecenter.capability.authenticode.revocation.OcspQuestion;
import dev.updatecenter.capability.authenticode.revocation.OcspRefusedException;
import dev.updatecenter.capability.authenticode.revocation.OcspRefusedException.Reason;
import dev.updatecenter.capability.authenticode.revocation.OcspResponder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A configured responder that is asked over HTTP (RFC 6960 A). Each certificate is asked about once
 * a process; an answer is kept and used without asking for an hour, and while the responder is
 * silent until its next update.
 */
public final class HttpOcspResponder implements OcspResponder {
  private static final Duration USED_UNASKED = Duration.ofHours(1);
  private static final int NONCE_BYTES = 16; // RFC 8954 2.1: 1 to 32

  private final URI address;
  private final Optional<X509Certificate> issuer;
  private final RevocationFetch fetch;
  private final RevocationFolder folder;
  private final SecureRandom random;
  private final Map<X509Certificate, Said> said = new ConcurrentHashMap<>();

  /**
   * Joins the parts.
   *
   * @param address as it was configured
   * @param issuer the authority that it speaks for; empty to ask it about everybody's
   */
  public HttpOcspResponder(
      URI address,
      Optional<X509Certificate> issuer,
      RevocationFetch fetch,
      RevocationFolder folder,
      SecureRandom random) {
    this.address = address;
    this.issuer = issuer;
    this.fetch = fetch;
    this.folder = folder;
    this.random = random;
  }

  /** An answer, or why there is none. */
  private record Said(@Nullable OcspAnswer answer, @Nullable OcspRefusedException refusal) {}

  private record Kept(OcspAnswer answer, Instant fetchedAt) {}

  @Override
  public String name() {
    return address.toString();
  }

  @Override
  public boolean isFor(X509Certificate authority) {
    return issuer.filter(authority::equals).isPresent();
  }

  @Override
  public boolean serves(X509Certificate authority) {
    return issuer.isEmpty() || isFor(authority);
  }

  @Override
  public OcspAnswer ask(X509Certificate certificate, X509Certificate authority, Instant now)
      throws OcspRefusedException {
    Said result = said.computeIfAbsent(certificate, c -> once(c, authority, now));
    if (result.answer() != null) {
      return result.answer();
    }
    throw result.refusal() == null
        ? new OcspRefusedException(Reason.NO_ANSWER)
        : new OcspRefusedException(result.refusal());
  }

  private Said once(X509Certificate certificate, X509Certificate authority, Instant now) {
    Optional<Kept> kept = Optional.empty();
    try {
      String name = RevocationFolder.answerName(address, certificate.getEncoded());
      kept = kept(name, certificate, authority, now);
      if (kept.isPresent() && now.isBefore(kept.get().fetchedAt().plus(USED_UNASKED))) {
        return new Said(kept.get().answer(), null);
      }
      return new Said(fresh(name, certificate, authority, now, kept.map(Kept::answer)), null);
    } catch (OcspRefusedException | CertificateEncodingException e) {
      if (kept.isPresent()) {
        return new Said(kept.get().answer(), null);
      }
      return new Said(
          null,
          e instanceof OcspRefusedException refused
              ? refused
              : new OcspRefusedException(Reason.MALFORMED, "the certificate has no encoding"));
    }
  }

  private OcspAnswer fresh(
      String name,
      X509Certificate certificate,
      X509Certificate authority,
      Instant now,
      Optional<OcspAnswer> before)
      throws OcspRefusedException {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    OcspQuestion question = new OcspQuestion(certificate, authority, Optional.of(nonce));
    byte[] der = send(question);
    OcspAnswer answer = new OcspCheck(question, now).judge(der);
    if (answer.nextUpdate().isBefore(now)
        || before.filter(b -> answer.thisUpdate().isBefore(b.thisUpdate())).isPresent()) {
      throw new OcspRefusedException(Reason.OLD, "made " + answer.thisUpdate());
    }
    try {
      folder.keep(name, new ByteArrayInputStream(der), now);
    } catch (IOException e) {
      // What cannot be kept is asked again the next time: nothing but time is lost.
      return answer;
    }
    return answer;
  }

  private byte[] send(OcspQuestion question) throws OcspRefusedException {
    try {
      return fetch.post(address, question.request());
    } catch (IOException e) {
      throw new OcspRefusedException(Reason.NO_ANSWER, String.valueOf(e.getMessage()));
    }
  }

  /** A kept answer that is still current; it was proven when it was kept, and is again. */
  private Optional<Kept> kept(
      String name, X509Certificate certificate, X509Certificate authority, Instant now) {
    try {
      Optional<RevocationFolder.Kept> file = folder.find(name, OcspCheck.MOST_BYTES);
      if (file.isEmpty()) {
        return Optional.empty();
      }
      OcspQuestion question = new OcspQuestion(certificate, authority, Optional.empty());
      OcspAnswer answer = new OcspCheck(question, now).judge(Files.readAllBytes(file.get().file()));
      return Optional.of(new Kept(answer, file.get().fetchedAt()))
          .filter(k -> now.isBefore(k.answer().nextUpdate()))
          .filter(k -> !k.fetchedAt().isAfter(now.plus(OcspCheck.SKEW)));
    } catch (IOException | OcspRefusedException e) {
      return Optional.empty();
    }
  }
}
