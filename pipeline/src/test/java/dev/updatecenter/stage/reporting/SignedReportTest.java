package dev.updatecenter.stage.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.kernel.document.CanonicalJson;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.testing.Programs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedReportTest {
  private final TestDevice device = TestDevice.create();
  private final DeviceReport report = device.says(InstallOutcome.FAILED, 5);

  @Test
  void readsBackWhatTheDeviceSigned() throws Exception {
    assertThat(SignedReport.read(device.sign(report), "r.json")).isEqualTo(report);
  }

  @Test
  void theSignatureCoversKeysOfLaterDaysToo() {
    String later =
        new String(device.sign(report), StandardCharsets.UTF_8)
            .replace("\"schemaVersion\":1", "\"mood\":1,\"schemaVersion\":1");

    assertThatThrownBy(() -> SignedReport.read(later.getBytes(StandardCharsets.UTF_8), "r.json"))
        .isInstanceOf(ReportSignatureException.class);
  }

  @Test
  void refusesAReportThatSomebodyChanged() {
    String changed =
        new String(device.sign(report), StandardCharsets.UTF_8)
            .replace("\"state\":\"failed\"", "\"state\":\"succeeded\"");

    assertThatThrownBy(() -> SignedReport.read(changed.getBytes(StandardCharsets.UTF_8), "r.json"))
        .isInstanceOfSatisfying(
            ReportSignatureException.class, e -> assertThat(e.device()).isEqualTo(report.device()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"signature\":\"30|\"signature\":\"zz",
        "\"deviceId\":\"|\"deviceId\":\"0",
        "\"schemaVersion\":1|\"schemaVersion\":2",
        "\"schemaVersion\":1|\"schemaVersion\":1.5",
        "\"state\":\"failed\"|\"state\":\"done\"",
        "BEGIN PUBLIC KEY|BEGIN PRIVATE KEY",
        "\"at\":\"2026|\"at\":\"x",
        "\"code\":\"0x|\"code\":\"",
      })
  void refusesWhatIsNoReport(String good, String bad) {
    String text = new String(device.sign(report), StandardCharsets.UTF_8);
    String spoiled = text.replace(good, bad);

    assertThat(spoiled).isNotEqualTo(text);
    assertThatThrownBy(() -> SignedReport.read(spoiled.getBytes(StandardCharsets.UTF_8), "r.json"))
        .isInstanceOf(MalformedDocumentException.class);
  }

  @Test
  void signsOnlyWithTheKeyThatTheReportNames() {
    TestDevice other = TestDevice.create();

    assertThatThrownBy(() -> SignedReport.sign(report, other.keys().getPrivate()))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void refusesAKeyOnAnotherCurve() {
    TestDevice other = TestDevice.onCurve("secp384r1");

    assertThatThrownBy(other::key).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void opensslVerifiesTheSignatureAndNamesTheSameDevice(@TempDir Path folder) throws Exception {
    Path openssl = Programs.require("openssl");
    Node envelope = Json.read(device.sign(report), "r.json");
    Path signed = folder.resolve("signed.json");
    Path signature = folder.resolve("signature.der");
    Path pem = folder.resolve("key.pem");
    Path der = folder.resolve("key.der");
    Files.write(signed, CanonicalJson.bytes(envelope.at("signed").orElseThrow()));
    String hex = envelope.text("signature").orElseThrow();
    Files.write(signature, HexFormat.of().parseHex(hex));
    Files.writeString(pem, device.key().pem());

    Programs.Result verified =
        Programs.run(
            openssl,
            "dgst",
            "-sha256",
            "-verify",
            pem.toString(),
            "-signature",
            signature.toString(),
            signed.toString());
    assertThat(verified.exit()).as(verified.output()).isZero();

    Programs.run(
        openssl,
        "pkey",
        "-pubin",
        "-in",
        pem.toString(),
        "-outform",
        "DER",
        "-out",
        der.toString());
    assertThat(Programs.run(openssl, "dgst", "-sha256", der.toString()).output())
        .contains(report.device().toString());
  }
}
