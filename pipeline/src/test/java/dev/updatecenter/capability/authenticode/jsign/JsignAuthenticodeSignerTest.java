package dev.updatecenter.capability.authenticode.jsign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.updatecenter.app.lab.LabPki;
import dev.updatecenter.capability.authenticode.SigningKey;
import dev.updatecenter.capability.authenticode.timestamp.TimestampAuthority;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.SignableSamples;
import dev.updatecenter.testing.TestLab;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsignAuthenticodeSignerTest {
  private final LabPki pki = TestLab.pki();

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  Path dir;

  @Test
  void osslsigncodeVerifiesSignedCabinet() throws Exception {
    judge(SignableSamples.cabinet(dir.resolve("a.cab"), "content"));
  }

  @Test
  void osslsigncodeVerifiesSignedExecutable() throws Exception {
    judge(SignableSamples.executable(dir.resolve("a.exe")));
  }

  @Test
  void osslsigncodeVerifiesSignedAppPackage() throws Exception {
    judge(SignableSamples.appPackage(dir.resolve("a.msix"), PUBLISHER));
  }

  @Test
  void cabextractStillReadsSignedCabinet() throws Exception {
    Path cabextract = Programs.require("cabextract");
    Path file = SignableSamples.cabinet(dir.resolve("a.cab"), "content");
    TestLab.signer().sign(file, "a");
    assertThat(Programs.run(cabextract, "-t", file.toString()).exit()).isZero();
  }

  @Test
  void saysUnavailableWhenNoAuthorityAnswersAndLeavesTheCabinetUnsigned() throws Exception {
    Path file = SignableSamples.cabinet(dir.resolve("a.cab"), "content");
    byte[] before = Files.readAllBytes(file);
    JsignAuthenticodeSigner signer =
        new JsignAuthenticodeSigner(
            SigningKey.ofFile(pki.release().key(), pki.release().chain()),
            TestLab.timestampsOf(TimestampAuthority.at(deadEnd())));
    assertThatExceptionOfType(UpdateCenterException.class)
        .isThrownBy(() -> signer.sign(file, "a"))
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo("UC4041");
              assertThat(e.exit()).isEqualTo(ExitCode.UNAVAILABLE);
              assertThat(e.state()).contains("not signed");
            });
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void asksTheNextAuthorityWhenOneIsDown() throws Exception {
    Path file = SignableSamples.cabinet(dir.resolve("a.cab"), "content");
    new JsignAuthenticodeSigner(
            SigningKey.ofFile(pki.release().key(), pki.release().chain()),
            TestLab.timestampsOf(TimestampAuthority.at(deadEnd()), TestLab.timestampAuthority()))
        .sign(file, "a");
    assertThat(Files.size(file)).isGreaterThan(3000);
  }

  @Test
  void refusesFileThatCannotBeSigned() throws Exception {
    Path file = Files.writeString(dir.resolve("a.txt"), "hello");
    assertThatExceptionOfType(UpdateCenterException.class)
        .isThrownBy(() -> TestLab.signer().sign(file, "a"))
        .satisfies(e -> assertThat(e.code()).isEqualTo("UC4044"));
  }

  @Test
  void loadsKeyAndRefusesWrongPassword() throws Exception {
    char[] password =
        Files.readString(pki.passwordFile(), StandardCharsets.US_ASCII).strip().toCharArray();
    assertThat(Pkcs12Key.load(pki.releaseKeyFile(), password).chain())
        .isEqualTo(pki.release().chain());
    assertThatExceptionOfType(UpdateCenterException.class)
        .isThrownBy(() -> Pkcs12Key.load(pki.releaseKeyFile(), "wrong".toCharArray()))
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo("UC4042");
              assertThat(e.exit()).isEqualTo(ExitCode.NOT_ALLOWED);
            });
  }

  private static final String PUBLISHER =
      "CN=Contoso TEST release, O=Contoso TEST, L=Redmond, S=Washington, C=US,"
          + " SERIALNUMBER=TEST-0001, OID.2.5.4.15=Private Organization,"
          + " OID.1.3.6.1.4.1.311.60.2.1.3=US";

  private void judge(Path file) throws Exception {
    Path osslsigncode = Programs.require("osslsigncode");
    TestLab.signer().sign(file, "Contoso TEST program");
    String verdict =
        Programs.run(
                osslsigncode,
                "verify",
                "-CAfile",
                pki.codeSigningRootPem().toString(),
                "-TSA-CAfile",
                pki.timestampRootPem().toString(),
                "-in",
                file.toString())
            .output();
    assertThat(verdict)
        .contains("Timestamp Server Signature verification: ok", "Succeeded")
        .contains("Signature verification: ok", "Text description: Contoso TEST program")
        .doesNotContain("failed");
  }

  private static URI deadEnd() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }
  }
}
