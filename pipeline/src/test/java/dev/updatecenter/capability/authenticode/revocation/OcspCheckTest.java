package dev.updatecenter.capability.authenticode.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.updatecenter.capability.authenticode.revocation.OcspRefusedException.Reason;
import dev.updatecenter.testing.TestAuthority;
import dev.updatecenter.testing.TestCertificates;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OcspCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));
  private static final TestAuthority AUTHORITY = new TestAuthority("Contoso TEST OCSP CA", NOW);
  private static final X509Certificate LEAF = AUTHORITY.leaf(7);
  private static final KeyPair OTHER = TestCertificates.keys("EC", 256);
  private static final byte[] NONCE = {1, 2, 3, 4};

  @Test
  void believesTheAuthorityItself() throws Exception {
    OcspAnswer answer = judge(AUTHORITY.ocsp(LEAF, CertificateStatus.GOOD));

    assertThat(answer.status()).isEqualTo(OcspAnswer.Status.GOOD);
    assertThat(answer.thisUpdate()).isEqualTo(NOW);
    assertThat(answer.nextUpdate()).isEqualTo(TOMORROW);
    assertThat(answer.delegate()).isEmpty();
  }

  @Test
  void tellsSinceWhenAndWhyACertificateIsRevoked() throws Exception {
    Instant then = NOW.minus(Duration.ofDays(3));
    OcspAnswer answer =
        judge(AUTHORITY.ocsp(LEAF, new RevokedStatus(Date.from(then), CRLReason.keyCompromise)));

    assertThat(answer.status()).isEqualTo(OcspAnswer.Status.REVOKED);
    assertThat(answer.revoked()).contains(new Revoked(then, "keyCompromise"));
  }

  @Test
  void tellsWhatTheResponderDoesNotKnow() throws Exception {
    assertThat(judge(AUTHORITY.ocsp(LEAF, new UnknownStatus())).status())
        .isEqualTo(OcspAnswer.Status.UNKNOWN);
  }

  @Test
  void believesWhomTheAuthorityLetSpeakForIt() throws Exception {
    X509Certificate delegate = AUTHORITY.responder(50, OTHER, KeyPurposeId.id_kp_OCSPSigning);
    OcspAnswer answer = judge(answer(NOW, TOMORROW, OTHER, List.of(delegate), builder -> {}));

    assertThat(answer.status()).isEqualTo(OcspAnswer.Status.GOOD);
    assertThat(answer.delegate()).contains(delegate);
  }

  static Stream<Arguments> refused() {
    TestAuthority stranger = new TestAuthority("Contoso TEST OCSP CA", NOW);
    return Stream.of(
        refused(
            "of the wrong certificate",
            Reason.OTHER_CERTIFICATE,
            AUTHORITY.ocsp(AUTHORITY.leaf(8), CertificateStatus.GOOD)),
        refused(
            "of a namesake's certificate",
            Reason.FORGED,
            stranger.ocsp(stranger.leaf(7), CertificateStatus.GOOD)),
        refused(
            "by a stranger",
            Reason.STRANGER,
            answer(
                NOW,
                TOMORROW,
                OTHER,
                List.of(stranger.responder(50, OTHER, KeyPurposeId.id_kp_OCSPSigning)),
                builder -> {})),
        refused(
            "by a leaf of the authority that may not answer",
            Reason.NOT_DELEGATED,
            answer(
                NOW,
                TOMORROW,
                OTHER,
                List.of(AUTHORITY.responder(51, OTHER, KeyPurposeId.id_kp_codeSigning)),
                builder -> {})),
        refused(
            "by a key without a certificate",
            Reason.FORGED,
            answer(NOW, TOMORROW, OTHER, List.of(), builder -> {})),
        refused(
            "of the future",
            Reason.FUTURE,
            answer(NOW.plusSeconds(301), TOMORROW, AUTHORITY.keys(), List.of(), builder -> {})),
        refused(
            "to another question",
            Reason.OTHER_NONCE,
            answer(NOW, TOMORROW, AUTHORITY.keys(), List.of(), nonce(new byte[] {9, 9}))),
        refused("in no form at all", Reason.MALFORMED, new byte[] {1, 2, 3}),
        refused("of nothing", Reason.MALFORMED, new byte[0]),
        refused("too large", Reason.MALFORMED, new byte[OcspCheck.MOST_BYTES + 1]),
        refused("too deep", Reason.MALFORMED, deep()),
        refused("that is none", Reason.NO_ANSWER, tryLater()));
  }

  @ParameterizedTest(name = "an answer {0}: {1}")
  @MethodSource("refused")
  void refusesEachWithItsOwnReason(String name, Reason reason, byte[] der) {
    OcspRefusedException refusal =
        catchThrowableOfType(OcspRefusedException.class, () -> judge(der));

    assertThat(refusal).as(name).isNotNull();
    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal).hasMessageStartingWith(reason.words());
  }

  @Test
  void takesAnAnswerThatRepeatsTheNonceOrHasNone() throws Exception {
    byte[] repeated = answer(NOW, TOMORROW, AUTHORITY.keys(), List.of(), nonce(NONCE));

    assertThat(judge(repeated).status()).isEqualTo(OcspAnswer.Status.GOOD);
    assertThat(judge(AUTHORITY.ocsp(LEAF, CertificateStatus.GOOD)).status())
        .isEqualTo(OcspAnswer.Status.GOOD);
  }

  @Test
  void anAnswerWithoutAnEndIsOldAfterAnHour() throws Exception {
    byte[] der = answer(NOW, null, AUTHORITY.keys(), List.of(), builder -> {});

    assertThat(judge(der).nextUpdate()).isEqualTo(NOW.plus(Duration.ofHours(1)));
  }

  @Test
  void everyCutAndFlipIsRefusedOrSaysTheSame() {
    byte[] good = AUTHORITY.ocsp(LEAF, CertificateStatus.GOOD);
    Random random = new Random(3);
    for (int i = 0; i < good.length; i++) {
      byte[] flipped = good.clone();
      flipped[i] ^= (byte) (1 << random.nextInt(8));
      assertHarmless(flipped);
      assertHarmless(Arrays.copyOf(good, i));
    }
  }

  private static void assertHarmless(byte[] der) {
    try {
      // A flip outside of what is signed may leave the answer as it was.
      assertThat(judge(der).status()).isEqualTo(OcspAnswer.Status.GOOD);
      assertThat(judge(der).nextUpdate()).isEqualTo(TOMORROW);
    } catch (OcspRefusedException e) {
      assertThat(e.reason()).isNotNull();
    }
  }

  private static OcspAnswer judge(byte[] der) throws OcspRefusedException {
    OcspQuestion question = new OcspQuestion(LEAF, AUTHORITY.certificate(), Optional.of(NONCE));
    return new OcspCheck(question, NOW).judge(der);
  }

  private static byte[] answer(
      Instant thisUpdate,
      @Nullable Instant nextUpdate,
      KeyPair with,
      List<X509Certificate> embedded,
      Consumer<BasicOCSPRespBuilder> more) {
    return AUTHORITY.ocsp(
        LEAF, CertificateStatus.GOOD, thisUpdate, nextUpdate, with, embedded, more);
  }

  private static Consumer<BasicOCSPRespBuilder> nonce(byte[] value) {
    return builder -> {
      try {
        builder.setResponseExtensions(
            new Extensions(
                new Extension(
                    OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
                    false,
                    new DEROctetString(value).getEncoded())));
      } catch (java.io.IOException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static byte[] deep() {
    byte[] der = new byte[256];
    for (int i = 0; i + 1 < der.length && 254 - i >= 0; i += 2) {
      der[i] = 0x30;
      der[i + 1] = (byte) Math.min(127, 254 - i);
    }
    return der;
  }

  private static byte[] tryLater() {
    try {
      return new OCSPRespBuilder().build(OCSPResp.TRY_LATER, null).getEncoded();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Arguments refused(String name, Reason reason, byte[] der) {
    return Arguments.of(name, reason, der);
  }
}
