package dev.updatecenter.capability.authenticode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.authenticode.SignatureVerdict.Verdict;
import dev.updatecenter.capability.authenticode.jsign.JsignAuthenticodeSigner;
import dev.updatecenter.capability.authenticode.pkcs11.Pkcs11Uri;
import dev.updatecenter.capability.authenticode.pkcs11.TokenKey;
import dev.updatecenter.capability.authenticode.pkcs11.Tokens;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.SoftHsmToken;
import dev.updatecenter.testing.TestCertificates;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** osslsigncode judges what is signed here; what it signs is judged here. Its text is read. */
class OsslsigncodeTest {
  /** As certificates have it: the last name first, an RDN of two, a comma, other letters. */
  private static final String SUBJECT =
      "1.3.6.1.4.1.311.60.2.1.3=DE, 1.3.6.1.4.1.311.60.2.1.2=Bayern,"
          + " BusinessCategory=Private Organization, SERIALNUMBER=TEST HRB 1, C=DE, L=M\u00fcnchen,"
          + " O=M\u00fcller\\, S\u00f6hne TEST, CN=Contoso TEST leaf";

  /** As Microsoft's tools spell it in a manifest. */
  private static final String PUBLISHER =
      "CN=Contoso TEST leaf, O=&quot;M\u00fcller, S\u00f6hne TEST&quot;, L=M\u00fcnchen, C=DE,"
          + " SERIALNUMBER=TEST HRB 1, OID.2.5.4.15=Private Organization,"
          + " OID.1.3.6.1.4.1.311.60.2.1.2=Bayern, OID.1.3.6.1.4.1.311.60.2.1.3=DE";

  private final Path osslsigncode = Programs.require("osslsigncode");
  private final DefaultAuthenticodeVerifier verifier =
      new DefaultAuthenticodeVerifier(Clock.systemUTC());

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  Path dir;

  @ParameterizedTest
  @CsvSource({"RSA,3072", "EC,384", "EC,256"})
  void takesWhatIsSignedWithAFileKey(String algorithm, int bits) throws Exception {
    KeyPair keys = TestCertificates.keys(algorithm, bits);
    List<X509Certificate> chain = chain(keys);
    signsAll(SigningKey.ofFile(keys.getPrivate(), chain), chain.get(1));
  }

  @ParameterizedTest
  @CsvSource({"RSA,3072", "EC,384", "EC,256"})
  void takesWhatIsSignedWithATokenKey(String algorithm, int bits) throws Exception {
    KeyPair keys = TestCertificates.keys(algorithm, bits);
    List<X509Certificate> chain = chain(keys);
    SoftHsmToken token =
        SoftHsmToken.create(dir.resolve("token"), "release")
            .withKey("release", keys.getPrivate(), chain);
    try (Tokens tokens = new Tokens(t -> new KeyUseLimit(1))) {
      TokenKey key =
          tokens.privateKey(
              Pkcs11Uri.parse(token.uri("release"), "keys.release", Path.of("/")),
              SoftHsmToken.PIN::toCharArray);
      signsAll(
          new SigningKey(key.key(), chain, Optional.of(key.provider()), SigningKey.Custody.TOKEN),
          chain.get(1));
    }
  }

  /** MSIX and bundles with the EV subject too: osslsigncode 2.9 verifies them. */
  private void signsAll(SigningKey key, X509Certificate root) throws Exception {
    JsignAuthenticodeSigner signer = new JsignAuthenticodeSigner(key, TestLab.timestamps());
    TrustAnchors anchors =
        new TrustAnchors(Set.of(root), TestLab.anchors().timestamping(), List.of());
    for (SignedSample sample : SignedSample.values()) {
      Path file = sample.unsigned(dir, PUBLISHER);
      signer.sign(file, "Contoso TEST");
      assertThat(verifier.verify(file, VerificationPolicy.strict(anchors)).verdict())
          .as("our verdict on " + sample)
          .isEqualTo(Verdict.VALID);
      takes(file, pem(root));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatItSignsIsValid(SignedSample sample) throws Exception {
    SignatureVerdict verdict = verify(sign(sample, List.of()));
    assertThat(verdict.findings().stream().map(Finding::code).filter(c -> !c.equals("UC4091")))
        .isEmpty();
    assertThat(verdict.verdict()).isEqualTo(Verdict.VALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha384", "sha512"})
  void longerHashesAreValid(String hash) throws Exception {
    for (SignedSample sample : List.of(SignedSample.CAB, SignedSample.EXE, SignedSample.MSI)) {
      assertThat(verify(sign(sample, List.of("-h", hash))).verdict()).isEqualTo(Verdict.VALID);
    }
  }

  @Test
  void pageHashesAreValid() throws Exception {
    assertThat(verify(sign(SignedSample.EXE, List.of("-ph"))).findings()).isEmpty();
  }

  @Test
  void signedNamesOfAnInstallerLeaveNothingToSay() throws Exception {
    Path file = sign(SignedSample.MSI, List.of("-add-msi-dse"));
    assertThat(verify(file).findings()).isEmpty();
    byte[] renamed = Files.readAllBytes(file);
    int at = indexOf(renamed, new byte[] {'T', 0, 'a', 0, 'b', 0});
    renamed[at + 2] = 'b';
    Files.write(file, renamed);
    assertThat(verify(file).verdict()).isEqualTo(Verdict.INVALID);
  }

  @Test
  void goodSecondSignatureIsValidAndABadOneIsNot() throws Exception {
    Path once = sign(SignedSample.EXE, List.of());
    Path twice = again(once, List.of("-h", "sha384", "-nest"));
    assertThat(verify(twice).findings()).isEmpty();
    assertThat(codes(again(once, List.of("-h", "sha1", "-nest")))).contains("UC4004");
  }

  @Test
  void unsignedAttributeIsRefused() throws Exception {
    Path file = sign(SignedSample.EXE, List.of("-addUnauthenticatedBlob"));
    assertThat(codes(file)).contains("UC4034");
  }

  @Test
  void certificateThatLeadsNowhereIsRefused() throws Exception {
    X509Certificate stranger = new TestCertificates(Clock.systemUTC().instant()).root();
    Path file = sign(SignedSample.CAB, List.of("-ac", pem(stranger).toString()));
    assertThat(codes(file)).containsExactly("UC4038");
  }

  @Test
  void crossCertificateOfAnAuthorityIsAWarningForUsAndNothingForOthers() throws Exception {
    X509Certificate root = TestLab.pki().release().root();
    EmbeddedCertificatesTest.Party same =
        new EmbeddedCertificatesTest.Party(
            X500Name.getInstance(root.getSubjectX500Principal().getEncoded()),
            new KeyPair(root.getPublicKey(), null));
    X509Certificate cross =
        EmbeddedCertificatesTest.certificate(
            same, new EmbeddedCertificatesTest.Party("CN=TEST old root"), 4, 0);
    Path file = sign(SignedSample.CAB, List.of("-ac", pem(cross).toString()));
    assertThat(verify(file).verdict()).isEqualTo(Verdict.VALID);
    assertThat(codes(file)).containsExactly("UC4092");
    takes(file, TestLab.pki().codeSigningRootPem());
  }

  @Test
  void embeddedRootIsNoStranger() throws Exception {
    Path root = TestLab.pki().codeSigningRootPem();
    assertThat(verify(sign(SignedSample.CAB, List.of("-ac", root.toString()))).findings())
        .isEmpty();
  }

  private List<X509Certificate> chain(KeyPair keys) {
    return new TestCertificates(Clock.systemUTC().instant())
        .leaf()
        .subject(SUBJECT)
        .keys(keys)
        .chain();
  }

  private Path sign(SignedSample sample, List<String> more) throws Exception {
    return again(sample.unsigned(dir, SignedSample.PUBLISHER), more);
  }

  private Path again(Path file, List<String> more) throws Exception {
    Path password = dir.resolve("password");
    Files.writeString(password, Files.readString(TestLab.pki().passwordFile()).strip());
    Path out = Files.createTempDirectory(dir, "signed").resolve(file.getFileName());
    List<String> all = new ArrayList<>(List.of("sign", "-pkcs12"));
    all.add(TestLab.pki().releaseKeyFile().toString());
    all.addAll(List.of("-readpass", password.toString()));
    all.addAll(List.of("-ts", TestLab.timestampAuthority().uri().toString()));
    all.addAll(more.contains("-h") ? more : concat(List.of("-h", "sha256"), more));
    all.addAll(List.of("-in", file.toString(), "-out", out.toString()));
    Programs.Result result = Programs.run(osslsigncode, all.toArray(String[]::new));
    assertThat(result.output()).contains("Succeeded");
    return out;
  }

  private static List<String> concat(List<String> a, List<String> b) {
    List<String> both = new ArrayList<>(a);
    both.addAll(b);
    return both;
  }

  /** Its status is 0 also for a broken timestamp: each of the three lines must be there. */
  private void takes(Path file, Path root) throws Exception {
    Programs.Result result =
        Programs.run(
            osslsigncode,
            "verify",
            "-in",
            file.toString(),
            "-CAfile",
            root.toString(),
            "-TSA-CAfile",
            TestLab.pki().timestampRootPem().toString());
    assertThat(result.output())
        .as(file.toString())
        .contains("Signature verification: ok")
        .contains("Timestamp Server Signature verification: ok")
        .contains("Number of verified signatures: 1")
        .contains("Succeeded")
        .doesNotContainIgnoringCase("mismatch")
        .doesNotContain("failed");
    assertThat(result.exit()).isZero();
  }

  private Path pem(X509Certificate certificate) throws Exception {
    StringWriter text = new StringWriter();
    text.write("-----BEGIN CERTIFICATE-----\n");
    text.write(
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded()));
    text.write("\n-----END CERTIFICATE-----\n");
    return Files.writeString(dir.resolve("root.pem"), text.toString());
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int at = 0; ; at++) {
      boolean here = true;
      for (int i = 0; i < wanted.length; i++) {
        here &= bytes[at + i] == wanted[i];
      }
      if (here) {
        return at;
      }
    }
  }

  private List<String> codes(Path file) throws IOException {
    return verify(file).findings().stream().map(Finding::code).toList();
  }

  private SignatureVerdict verify(Path file) throws IOException {
    return verifier.verify(file, SignedSample.policy());
  }
}
