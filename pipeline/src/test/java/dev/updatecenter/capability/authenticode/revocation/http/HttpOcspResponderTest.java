package dev.updatecenter.capability.authenticode.revocation.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.updatecenter.capability.authenticode.revocation.OcspAnswer.Status;
import dev.updatecenter.capability.authenticode.revocation.OcspCheck;
import dev.updatecenter.capability.authenticode.revocation.OcspRefusedException;
import dev.updatecenter.capability.authenticode.revocation.OcspRefusedException.Reason;
import dev.updatecenter.testing.AskedServer;
import dev.updatecenter.testing.TestAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HttpOcspResponderTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final TestAuthority AUTHORITY = new TestAuthority("Contoso TEST asked CA", NOW);
  private static final X509Certificate LEAF = AUTHORITY.leaf(7);

  private final Path home;
  private volatile Instant thisUpdate = NOW;
  private final AskedServer server = new AskedServer((e, body) -> answer(body).to(e, body));

  HttpOcspResponderTest(@TempDir Path home) {
    this.home = home;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sendsANonceAndWantsItBack() throws Exception {
    assertThat(ask(NOW).status()).isEqualTo(Status.GOOD);

    byte[] recorded = AUTHORITY.ocsp(LEAF, CertificateStatus.GOOD);
    server.answer(
        (exchange, body) -> AskedServer.bytes(withNonce(new byte[] {4, 1, 9})).to(exchange, body));
    OcspRefusedException refusal = refused(NOW.plus(Duration.ofDays(2)));
    assertThat(refusal.reason()).isEqualTo(Reason.OTHER_NONCE);

    server.answer(AskedServer.bytes(recorded));
    assertThat(refused(NOW.plus(Duration.ofDays(2))).reason()).isEqualTo(Reason.OLD);
  }

  @Test
  void asksOnceAProcessAndUsesWhatIsKeptForAnHour() throws Exception {
    HttpOcspResponder one = responder();
    one.ask(LEAF, AUTHORITY.certificate(), NOW);
    one.ask(LEAF, AUTHORITY.certificate(), NOW);
    assertThat(server.asked()).isEqualTo(1);

    ask(NOW.plus(Duration.ofMinutes(59)));
    assertThat(server.asked()).isEqualTo(1);
    ask(NOW.plus(Duration.ofMinutes(60)));
    assertThat(server.asked()).isEqualTo(2);
  }

  @Test
  void aSilentResponderIsStoodInForByItsLastAnswerUntilThatEnds() throws Exception {
    ask(NOW);
    server.close();

    assertThat(ask(NOW.plus(Duration.ofHours(23))).status()).isEqualTo(Status.GOOD);
    assertThat(refused(NOW.plus(Duration.ofHours(25))).reason()).isEqualTo(Reason.NO_ANSWER);
  }

  @Test
  void aDeadResponderIsAskedOnceAboutACertificate() {
    server.answer(AskedServer.status(500, new byte[0]));
    HttpOcspResponder one = responder();
    for (int i = 0; i < 3; i++) {
      assertThatExceptionOfType(OcspRefusedException.class)
          .isThrownBy(() -> one.ask(LEAF, AUTHORITY.certificate(), NOW));
    }
    assertThat(server.asked()).isEqualTo(1);
  }

  @Test
  void aKeptAnswerThatSomebodyPutThereIsNotBelieved() throws Exception {
    ask(NOW);
    Path folder = home.resolve("trust").resolve("revocation");
    TestAuthority stranger = new TestAuthority("Contoso TEST asked CA", NOW);
    try (var files = Files.list(folder)) {
      Files.write(files.findFirst().orElseThrow(), stranger.ocsp(LEAF, CertificateStatus.GOOD));
    }
    server.close();

    assertThat(refused(NOW).reason()).isEqualTo(Reason.NO_ANSWER);
  }

  /** Answers as a responder does that knows nonces. */
  private AskedServer.Answer answer(byte[] request) {
    try {
      byte[] nonce =
          new OCSPReq(request)
              .getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)
              .getExtnValue()
              .getOctets();
      return AskedServer.bytes(withNonce(nonce));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] withNonce(byte[] value) {
    return AUTHORITY.ocsp(
        LEAF,
        CertificateStatus.GOOD,
        thisUpdate,
        thisUpdate.plus(Duration.ofDays(1)),
        AUTHORITY.keys(),
        List.of(),
        builder ->
            builder.setResponseExtensions(
                new Extensions(
                    new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, value))));
  }

  private dev.updatecenter.capability.authenticode.revocation.OcspAnswer ask(Instant at)
      throws OcspRefusedException {
    return responder().ask(LEAF, AUTHORITY.certificate(), at);
  }

  private OcspRefusedException refused(Instant at) {
    return catchThrowableOfType(OcspRefusedException.class, () -> ask(at));
  }

  private HttpOcspResponder responder() {
    FetchLimits limits =
        new FetchLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), OcspCheck.MOST_BYTES);
    return new HttpOcspResponder(
        server.uri("/"),
        Optional.of(AUTHORITY.certificate()),
        new RevocationFetch(limits),
        new RevocationFolder(home, home.resolve("trust").resolve("revocation")),
        new SecureRandom());
  }
}
