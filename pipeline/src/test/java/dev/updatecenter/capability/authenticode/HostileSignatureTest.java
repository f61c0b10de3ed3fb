package dev.updatecenter.capability.authenticode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.updatecenter.capability.authenticode.SignatureVerdict.Verdict;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.testing.CompoundSample;
import dev.updatecenter.testing.RawZip;
import dev.updatecenter.testing.TestCertificates;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made to take long, to take memory, or to smuggle bytes past the verdict. */
class HostileSignatureTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final DefaultAuthenticodeVerifier verifier =
      new DefaultAuthenticodeVerifier(Clock.systemUTC());

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  Path dir;

  @Test
  void catalogNestedWithoutEndIsRefused() throws IOException {
    int depth = 60_000;
    byte[] der = catalog(6 * depth);
    for (int i = 0; i < depth; i++) {
      ByteBuffer.wrap(der, 9 + 6 * i, 6)
          .put((byte) 0x30)
          .put((byte) 0x84)
          .putInt(6 * (depth - i - 1));
    }
    refused(der, "UC4032");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3084ffffffff0600", "30847fffffff0600", "30800600000000000000"})
  void catalogThatClaimsAnyLengthIsRefused(String hex) throws IOException {
    refused(new BigInteger(hex, 16).toByteArray(), "UC4032");
  }

  @Test
  void catalogOfMillionsOfElementsIsRefused() throws IOException {
    byte[] der = catalog(24 * 1024 * 1024);
    for (int i = 9; i < der.length; i += 2) {
      der[i] = 5; // NULL
    }
    refused(der, "UC4032");
  }

  @Test
  void installerWhoseFatGoesRoundIsRefused() throws IOException {
    byte[] file = CompoundSample.nested().bytes();
    ByteBuffer b = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int fat = (b.getInt(0x4c) + 1) * 512;
    b.putInt(fat + 4, 0); // sector 1 goes back to sector 0
    refused(file, "UC4030");
  }

  @Test
  void installerWithAStreamOfFourGigabytesIsRefused() throws IOException {
    byte[] file = CompoundSample.nested().bytes();
    ByteBuffer b = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int directory = (b.getInt(0x30) + 1) * 512;
    b.putInt(directory + 2 * 128 + 0x78, -1);
    refused(file, "UC4030");
  }

  @Test
  void installerWithTwoStreamsInOneSectorIsRefused() throws IOException {
    byte[] file = CompoundSample.nested().bytes();
    ByteBuffer b = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int directory = (b.getInt(0x30) + 1) * 512;
    b.putInt(directory + 4 * 128 + 0x74, b.getInt(directory + 128 + 0x74));
    refused(file, "UC4030");
  }

  @Test
  void dataInAFreeSectorOfASignedInstallerIsRefused() throws IOException {
    byte[] signed = Files.readAllBytes(SignedSample.MSI.signed(dir));
    byte[] longer = Arrays.copyOf(signed, signed.length + 512);
    assertThat(verify(longer).verdict()).as("a blank sector").isEqualTo(Verdict.VALID);
    longer[signed.length + 100] = 1;
    assertThat(codes(verify(longer))).contains("UC4034");
  }

  @Test
  void extraFieldOfTheSignatureMemberIsRefused() throws IOException {
    byte[] signed = Files.readAllBytes(SignedSample.MSIX.signed(dir));
    ByteBuffer b = ByteBuffer.wrap(signed).order(ByteOrder.LITTLE_ENDIAN);
    int end = signed.length - 22;
    int central = lastIndexOf(signed, 0x02014b50);
    int local = b.getInt(central + 42);
    int data = local + 30 + 17;
    byte[] smuggled = {0x77, 0x77, 4, 0, 'd', 'a', 't', 'a'};
    byte[] longer = new byte[signed.length + smuggled.length];
    System.arraycopy(signed, 0, longer, 0, data);
    System.arraycopy(smuggled, 0, longer, data, smuggled.length);
    System.arraycopy(signed, data, longer, data + smuggled.length, signed.length - data);
    ByteBuffer.wrap(longer)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(local + 28, (short) smuggled.length)
        .putInt(end + smuggled.length + 16, b.getInt(end + 16) + smuggled.length);
    assertThat(codes(verify(longer))).contains("UC4034");
  }

  @Test
  void packageThatClaimsMillionsOfMembersIsRefused() throws IOException {
    byte[] zip = new RawZip().stored("[Content_Types].xml", new byte[1]).bytes();
    ByteBuffer b = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    b.putShort(zip.length - 22 + 8, (short) 0xfffe).putShort(zip.length - 22 + 10, (short) 0xfffe);
    refused(zip, "UC4030");
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 44, 48})
  void cabinetThatClaimsFourGigabytesIsRefused(int field) throws IOException {
    byte[] signed = Files.readAllBytes(SignedSample.CAB.signed(dir));
    ByteBuffer.wrap(signed).order(ByteOrder.LITTLE_ENDIAN).putInt(field, -1);
    assertThat(verify(signed).verdict()).isEqualTo(Verdict.INVALID);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void certificateTableThatClaimsFourGigabytesIsRefused(int field) throws IOException {
    byte[] signed = Files.readAllBytes(SignedSample.EXE.signed(dir));
    ByteBuffer b = ByteBuffer.wrap(signed).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(b.getInt(0x3c) + 24 + 112 + 32 + field, -1);
    assertThat(verify(signed).verdict()).isEqualTo(Verdict.INVALID);
  }

  @Test
  void certificatesOfOneNameAreNotComparedWithoutEnd() throws Exception {
    List<X509Certificate> crowd = crowd(32);
    Issuance issuance = new Issuance();
    assertTimeoutPreemptively(
        SOON,
        () ->
            assertThat(
                    issuance.leading(
                        crowd.get(0), crowd, Set.of(new TestCertificates(Instant.now()).root())))
                .isEmpty());
  }

  @Test
  void forgedTwinOfAnAuthorityDoesNotLead() throws Exception {
    List<X509Certificate> chain = TestLab.pki().release().chain();
    KeyPair stranger = TestCertificates.keys("EC", 256);
    X509Certificate authority = chain.get(1);
    X509Certificate twin =
        new JcaX509CertificateConverter()
            .getCertificate(
                new JcaX509v3CertificateBuilder(
                        X500Name.getInstance(authority.getIssuerX500Principal().getEncoded()),
                        BigInteger.TEN,
                        authority.getNotBefore(),
                        authority.getNotAfter(),
                        X500Name.getInstance(authority.getSubjectX500Principal().getEncoded()),
                        authority.getPublicKey())
                    .build(
                        new JcaContentSignerBuilder("SHA256withECDSA")
                            .build(stranger.getPrivate())));
    assertThat(
            new Issuance()
                .leading(
                    chain.get(0),
                    List.of(chain.get(0), twin, authority),
                    Set.of(TestLab.pki().release().root())))
        .containsExactlyInAnyOrder(chain.get(0), authority);
  }

  @Test
  void timestampFromTheFutureIsNone() throws IOException {
    Path file = SignedSample.CAB.signed(dir);
    Instant before = Instant.now().minus(Duration.ofMinutes(30));
    VerificationPolicy then =
        new VerificationPolicy(TestLab.anchors(), Optional.of(before), true, true);
    SignatureVerdict verdict = verifier.verify(file, then);
    assertThat(codes(verdict)).contains("UC4035");
    assertThat(verdict.timestamp()).isEmpty();
  }

  /** A ContentInfo of some type, and room for what stands behind the type. */
  private static byte[] catalog(int room) {
    byte[] der = new byte[9 + room];
    ByteBuffer.wrap(der).put((byte) 0x30).put((byte) 0x84).putInt(3 + room);
    der[6] = 6;
    der[7] = 1;
    der[8] = 42;
    return der;
  }

  /** Certificates that all bear one name: each may be the issuer of each. */
  private static List<X509Certificate> crowd(int size) throws Exception {
    List<X509Certificate> crowd = new ArrayList<>();
    KeyPair keys = TestCertificates.keys("RSA", 3072);
    X500Name name = new X500Name("CN=TEST crowd");
    Date from = Date.from(Instant.now());
    for (int i = 0; i < size; i++) {
      crowd.add(
          new JcaX509CertificateConverter()
              .getCertificate(
                  new JcaX509v3CertificateBuilder(
                          name,
                          new BigInteger(64, new SecureRandom()),
                          from,
                          from,
                          name,
                          keys.getPublic())
                      .build(
                          new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate()))));
    }
    return crowd;
  }

  private static int lastIndexOf(byte[] bytes, int little) {
    ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int at = bytes.length - 4;
    while (b.getInt(at) != little) {
      at--;
    }
    return at;
  }

  private void refused(byte[] content, String code) throws IOException {
    assertThat(codes(verify(content))).containsExactly(code);
  }

  private static List<String> codes(SignatureVerdict verdict) {
    return verdict.findings().stream().map(Finding::code).toList();
  }

  private SignatureVerdict verify(byte[] content) throws IOException {
    Path file = Files.write(Files.createTempFile(dir, "hostile", ""), content);
    return assertTimeoutPreemptively(SOON, () -> verifier.verify(file, SignedSample.policy()));
  }
}
