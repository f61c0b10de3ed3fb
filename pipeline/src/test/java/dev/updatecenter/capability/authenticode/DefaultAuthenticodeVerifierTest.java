package dev.updatecenter.capability.authenticode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.lab.LabPki;
import dev.updatecenter.capability.authenticode.SignatureVerdict.Verdict;
import dev.updatecenter.capability.format.cab.CabinetInput;
import dev.updatecenter.capability.format.cab.CabinetWriter;
import dev.updatecenter.capability.format.cab.Compression;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.SignableSamples;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DefaultAuthenticodeVerifierTest {
  private static final String PUBLISHER =
      "CN=Contoso TEST release, O=Contoso TEST, L=Redmond, S=Washington, C=US,"
          + " SERIALNUMBER=TEST-0001, OID.2.5.4.15=Private Organization,"
          + " OID.1.3.6.1.4.1.311.60.2.1.3=US";

  private final LabPki pki = TestLab.pki();
  private final DefaultAuthenticodeVerifier verifier =
      new DefaultAuthenticodeVerifier(Clock.systemUTC());

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  Path dir;

  enum Kind {
    CAB,
    EXE,
    MSIX;

    Path unsigned(Path dir) throws IOException {
      return switch (this) {
        case CAB -> SignableSamples.cabinet(dir.resolve("a.cab"), "some content");
        case EXE -> SignableSamples.executable(dir.resolve("a.exe"));
        case MSIX -> SignableSamples.appPackage(dir.resolve("a.msix"), PUBLISHER);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void signedFileIsValid(Kind kind) throws Exception {
    SignatureVerdict verdict = verify(signed(kind));
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.verdict()).isEqualTo(Verdict.VALID);
    assertThat(verdict.signer().orElseThrow().ev()).isTrue();
    assertThat(verdict.signer().orElseThrow().chain()).hasSize(3);
    assertThat(verdict.timestamp().orElseThrow().authority()).contains("TEST Timestamp");
  }

  @ParameterizedTest
  @EnumSource
  void fileWithoutSignatureIsUnsigned(Kind kind) throws Exception {
    SignatureVerdict verdict = verify(kind.unsigned(dir));
    assertThat(verdict.verdict()).isEqualTo(Verdict.UNSIGNED);
    assertThat(verdict.findings()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void bytesBehindTheSignatureAreRefused(Kind kind) throws Exception {
    Path file = signed(kind);
    Files.write(file, new byte[16], StandardOpenOption.APPEND);
    assertThat(verify(file).verdict()).isEqualTo(Verdict.INVALID);
  }

  @Test
  void changedStreamOfASignedInstallerIsInvalid() throws Exception {
    Path file = SignableSamples.installer(dir.resolve("a.msi"));
    assertThat(verify(file).verdict()).isEqualTo(Verdict.UNSIGNED);
    TestLab.signer().sign(file, "Contoso TEST");
    assertThat(verify(file).verdict()).isEqualTo(Verdict.VALID);
    byte[] changed = Files.readAllBytes(file);
    int at = 0;
    while (changed[at] != 1 || changed[at + 1] != 2 || changed[at + 2] != 3) {
      at++;
    }
    changed[at] = 7;
    Files.write(file, changed);
    assertThat(codes(verify(file))).contains("UC4031");
  }

  @Test
  void roomForASignatureIsNone() throws Exception {
    Path file = dir.resolve("room.cab");
    CabinetInput content = CabinetInput.of("a.txt", new byte[] {1});
    CabinetWriter.write(file, List.of(content), Compression.MSZIP, true);

    assertThat(verify(file).verdict()).isEqualTo(Verdict.UNSIGNED);
    Files.write(file, new byte[] {0x30}, StandardOpenOption.APPEND);
    assertThat(verify(file).verdict()).isEqualTo(Verdict.INVALID);
  }

  @Test
  void unrelatedRootIsNotTrusted() throws Exception {
    TrustAnchors stranger =
        new TrustAnchors(
            Set.of(pki.timestamps().root()), Set.of(pki.timestamps().root()), List.of());
    SignatureVerdict verdict =
        verifier.verify(signed(Kind.CAB), VerificationPolicy.strict(stranger));
    assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(codes(verdict)).contains("UC4020");
  }

  @Test
  void unrelatedTimestampRootIsNotTrusted() throws Exception {
    TrustAnchors stranger =
        new TrustAnchors(Set.of(pki.release().root()), Set.of(pki.release().root()), List.of());
    SignatureVerdict verdict =
        verifier.verify(signed(Kind.CAB), VerificationPolicy.strict(stranger));
    assertThat(codes(verdict)).contains("UC4036");
    assertThat(verdict.timestamp()).isEmpty();
  }

  @Test
  void timestampedSignatureOutlivesItsCertificate() throws Exception {
    Instant later = Instant.now().plus(Duration.ofDays(3000));
    SignatureVerdict verdict =
        verifier.verify(
            signed(Kind.CAB), new VerificationPolicy(anchors(), Optional.of(later), true, true));
    assertThat(verdict.verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void missingTimestampBreaksThePolicyOnly() throws Exception {
    Path file = signedByOsslsigncode();
    SignatureVerdict verdict = verify(file);
    assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(codes(verdict)).containsExactly("UC4005");
    assertThat(verdict.intact()).isTrue();
    assertThat(
            verifier
                .verify(file, new VerificationPolicy(anchors(), Optional.empty(), true, false))
                .verdict())
        .isEqualTo(Verdict.VALID);
  }

  @Test
  void untimestampedSignatureEndsWithItsCertificate() throws Exception {
    Instant later = Instant.now().plus(Duration.ofDays(600));
    SignatureVerdict verdict =
        verifier.verify(
            signedByOsslsigncode(),
            new VerificationPolicy(anchors(), Optional.of(later), true, false));
    assertThat(codes(verdict)).containsExactly("UC4022");
    assertThat(verdict.intact()).isFalse();
  }

  @Test
  void textIsNoFileThatCarriesASignature() throws Exception {
    SignatureVerdict verdict = verify(Files.writeString(dir.resolve("a.txt"), "hello, world"));
    assertThat(verdict.format()).isEqualTo("unknown");
    assertThat(codes(verdict)).containsExactly("UC4037");
  }

  private Path signed(Kind kind) throws IOException {
    Path file = kind.unsigned(dir);
    TestLab.signer().sign(file, "Contoso TEST");
    return file;
  }

  private Path signedByOsslsigncode() throws Exception {
    Path osslsigncode = Programs.require("osslsigncode");
    Path file = SignableSamples.cabinet(dir.resolve("b.cab"), "some content");
    Path out = dir.resolve("b-signed.cab");
    Programs.Result result =
        Programs.run(
            osslsigncode,
            "sign",
            "-pkcs12",
            pki.releaseKeyFile().toString(),
            "-readpass",
            passwordWithoutLineEnd().toString(),
            "-in",
            file.toString(),
            "-out",
            out.toString());
    assertThat(result.output()).contains("Succeeded");
    return out;
  }

  private Path passwordWithoutLineEnd() throws IOException {
    return Files.writeString(dir.resolve("pass"), Files.readString(pki.passwordFile()).strip());
  }

  private SignatureVerdict verify(Path file) throws IOException {
    return verifier.verify(file, VerificationPolicy.strict(anchors()));
  }

  private TrustAnchors anchors() {
    return new TrustAnchors(
        Set.of(pki.release().root()), Set.of(pki.timestamps().root()), List.of());
  }

  private static List<String> codes(SignatureVerdict verdict) {
    return verdict.findings().stream().map(Finding::code).toList();
  }
}
