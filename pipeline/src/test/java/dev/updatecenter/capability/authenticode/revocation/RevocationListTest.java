package dev.updatecenter.capability.authenticode.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.testing.TestAuthority;
import dev.updatecenter.testing.TestCertificates;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RevocationListTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant EARLIER = NOW.minus(Duration.ofDays(3));
  private static final TestAuthority AUTHORITY =
      new TestAuthority("Contoso TEST revocation CA", NOW);

  @Test
  void tellsSinceWhenAndWhyACertificateIsRevoked() throws Exception {
    RevocationList list =
        RevocationList.parse(
            AUTHORITY.crl(
                b -> {
                  revoke(b, 9, CRLReason.keyCompromise);
                  revoke(b, 300, 0);
                }));

    assertThat(list.size()).isEqualTo(2);
    assertThat(list.refusal(AUTHORITY.certificate())).isEmpty();
    assertThat(list.find(BigInteger.valueOf(9))).contains(new Revoked(EARLIER, "keyCompromise"));
    assertThat(list.find(BigInteger.valueOf(300))).contains(new Revoked(EARLIER, "unspecified"));
    assertThat(list.find(BigInteger.valueOf(10))).isEmpty();
    assertThat(list.find(BigInteger.valueOf(-9))).isEmpty();
  }

  @Test
  void anEarlierInvalidityDateCounts() throws Exception {
    Instant bad = EARLIER.minus(Duration.ofDays(30));
    RevocationList list =
        RevocationList.parse(
            AUTHORITY.crl(
                b ->
                    b.addCRLEntry(
                        BigInteger.TEN,
                        Date.from(EARLIER),
                        CRLReason.keyCompromise,
                        Date.from(bad))));

    assertThat(list.find(BigInteger.TEN)).contains(new Revoked(bad, "keyCompromise"));
  }

  @Test
  void anEmptyListRevokesNothing() throws Exception {
    RevocationList list = RevocationList.parse(AUTHORITY.crl(b -> {}));

    assertThat(list.size()).isZero();
    assertThat(list.find(BigInteger.ONE)).isEmpty();
    assertThat(list.nextUpdate()).isEqualTo(NOW.plus(Duration.ofDays(7)));
  }

  static Stream<Arguments> partial() {
    return Stream.of(
        Arguments.of(
            "a delta",
            (TestAuthority.Extend<X509v2CRLBuilder>)
                b -> b.addExtension(Extension.deltaCRLIndicator, true, new ASN1Integer(1)),
            "2.5.29.27"),
        Arguments.of(
            "a delta that does not say critical",
            (TestAuthority.Extend<X509v2CRLBuilder>)
                b -> b.addExtension(Extension.deltaCRLIndicator, false, new ASN1Integer(1)),
            "2.5.29.27"),
        Arguments.of(
            "a partition",
            (TestAuthority.Extend<X509v2CRLBuilder>)
                b ->
                    b.addExtension(
                        Extension.issuingDistributionPoint,
                        true,
                        new IssuingDistributionPoint(null, true, false, null, false, false)),
            "2.5.29.28"),
        Arguments.of(
            "an indirect one",
            (TestAuthority.Extend<X509v2CRLBuilder>)
                b -> {
                  ExtensionsGenerator entry = new ExtensionsGenerator();
                  entry.addExtension(
                      Extension.certificateIssuer,
                      true,
                      new GeneralNames(new GeneralName(GeneralName.directoryName, "CN=TEST x")));
                  b.addCRLEntry(BigInteger.TWO, Date.from(EARLIER), entry.generate());
                },
            "2.5.29.29"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("partial")
  void refusesWhatIsNotTheWholeList(
      String name, TestAuthority.Extend<X509v2CRLBuilder> extend, String oid) throws Exception {
    RevocationList list = RevocationList.parse(AUTHORITY.crl(extend));

    assertThat(list.refusal(AUTHORITY.certificate())).get().asString().contains(oid);
  }

  @Test
  void refusesAListOfAStrangersKey() throws Exception {
    byte[] forged =
        AUTHORITY.crl(NOW, NOW.plusSeconds(60), TestCertificates.keys("EC", 256), b -> {});
    RevocationList list = RevocationList.parse(forged);

    assertThat(list.isOf(AUTHORITY.certificate())).isTrue();
    assertThat(list.refusal(AUTHORITY.certificate())).get().asString().contains("did not sign");
  }

  @Test
  void refusesAListOfAKeyThatIsNotForLists() throws Exception {
    TestAuthority other = new TestAuthority("Contoso TEST no lists", NOW, KeyUsage.keyCertSign);

    assertThat(RevocationList.parse(other.crl(b -> {})).refusal(other.certificate()))
        .get()
        .asString()
        .contains("not for revocation lists");
  }

  @Test
  void tellsTheKeysOfOneNameApart() throws Exception {
    JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
    TestAuthority other = new TestAuthority("Contoso TEST revocation CA", NOW);
    byte[] der =
        AUTHORITY.crl(
            b ->
                b.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    ids.createAuthorityKeyIdentifier(AUTHORITY.keys().getPublic())));
    RevocationList list = RevocationList.parse(der);

    assertThat(list.isOf(AUTHORITY.certificate())).isTrue();
    assertThat(list.isOf(other.certificate())).as("it says no key id").isTrue();
    assertThat(list.isOf(new TestAuthority("Contoso TEST x", NOW).certificate())).isFalse();
  }

  @Test
  void everyCutAndFlipIsRefusedOrBreaksTheSignature() throws Exception {
    byte[] good = AUTHORITY.crl(b -> revoke(b, 9, CRLReason.keyCompromise));
    Random random = new Random(7);
    for (int i = 0; i < good.length; i++) {
      byte[] flipped = good.clone();
      flipped[i] ^= (byte) (1 << random.nextInt(8));
      assertRefused(flipped);
      assertRefused(Arrays.copyOf(good, i));
    }
    assertRefused(Arrays.copyOf(good, good.length + 1));
  }

  private static void assertRefused(byte[] der) {
    try {
      RevocationList list = RevocationList.parse(der);
      boolean usable =
          list.isOf(AUTHORITY.certificate()) && list.refusal(AUTHORITY.certificate()).isEmpty();
      assertThat(usable).isFalse();
    } catch (MalformedRevocationException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
  }

  @Test
  void readsPemWithWordsAroundItAndSeveralInOneFile(@TempDir Path folder) throws Exception {
    String text =
        "Issuer: for people\n" + pem(AUTHORITY.crl(b -> {})) + "\r\n" + pem(AUTHORITY.crl(b -> {}));
    Path file = Files.writeString(folder.resolve("all.crl"), text);

    assertThat(RevocationListReader.read(file)).hasSize(2);
    assertThat(RevocationListReader.read(text.getBytes(StandardCharsets.US_ASCII))).hasSize(2);
  }

  static Stream<Arguments> noLists() {
    String pem = pem(AUTHORITY.crl(b -> {}));
    return Stream.of(
        Arguments.of("nothing", ""),
        Arguments.of("words", "no list here"),
        Arguments.of("a certificate", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE---"),
        Arguments.of("an empty block", "-----BEGIN X509 CRL-----\n-----END X509 CRL-----\n"),
        Arguments.of("a block without an end", pem.substring(0, pem.length() / 2)),
        Arguments.of("no Base64", "-----BEGIN X509 CRL-----\nA\n-----END X509 CRL-----\n"),
        Arguments.of("one long line", "x".repeat(1 << 20)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("noLists")
  void refusesAFileWithoutAList(String name, String text, @TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("no.crl"), text);

    assertThatThrownBy(() -> RevocationListReader.read(file))
        .as(name)
        .isInstanceOf(MalformedRevocationException.class);
  }

  @Test
  @Timeout(60)
  void findsOneOfAHundredThousandEntriesAndNoOther() throws Exception {
    RevocationList list =
        RevocationList.parse(
            AUTHORITY.crl(
                b -> {
                  for (int i = 1; i <= 100_000; i++) {
                    b.addCRLEntry(
                        BigInteger.valueOf(2L * i), Date.from(EARLIER), i % 11 == 7 ? 0 : 1);
                  }
                }));

    assertThat(list.size()).isEqualTo(100_000);
    assertThat(list.refusal(AUTHORITY.certificate())).isEmpty();
    for (int i = 2; i <= 200_000; i += 999) {
      assertThat(list.find(BigInteger.valueOf(i)).isPresent()).isEqualTo(i % 2 == 0);
    }
  }

  private static void revoke(X509v2CRLBuilder builder, long serial, int reason) {
    builder.addCRLEntry(BigInteger.valueOf(serial), Date.from(EARLIER), reason);
  }

  private static String pem(byte[] der) {
    return "-----BEGIN X509 CRL-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END X509 CRL-----\n";
  }
}
