package dev.updatecenter.stage.validation.approval;

import static dev.updatecenter.stage.validation.approval.ApprovalWorld.SEC;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.STRANGER;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.approves;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.capability.tuf.TufKey;
import dev.updatecenter.kernel.document.CanonicalJson;
import dev.updatecenter.kernel.document.Fields;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.kernel.document.SchemaCheck;
import dev.updatecenter.testing.Programs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApprovalTest {
  @Test
  void readsWhatItSigned() throws Exception {
    ApprovalStatement statement = approves("sec", SEC);
    byte[] document = Approval.sign(statement, SEC).document();

    assertThat(Approval.read(document, "a").statement()).isEqualTo(statement);
    assertThat(SchemaCheck.check("approval", Json.read(document, "a"))).isEmpty();
  }

  @Test
  void signsWithTheKeyItNamesOnly() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Approval.sign(approves("sec", SEC), STRANGER));
  }

  @Test
  void takesAnEd25519Key() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    MetadataSigner signer = ed25519(pair);
    ApprovalStatement of = approves("sec", SEC);
    ApprovalStatement statement =
        new ApprovalStatement(
            of.subject(),
            of.decision(),
            of.policy(),
            "sec",
            signer.key(),
            of.at(),
            Optional.of("Tested on \"CK-01\" \\ twice"));

    byte[] document = Approval.sign(statement, signer).document();

    assertThat(Approval.read(document, "a").statement()).isEqualTo(statement);
  }

  @Test
  void whatIsAddedToTheStatementBreaksTheSignature() {
    String text =
        new String(Approval.sign(approves("sec", SEC), SEC).document(), StandardCharsets.UTF_8);
    byte[] more =
        text.replace("\"schemaVersion\":1", "\"schemaVersion\":1,\"more\":true")
            .getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> Approval.read(more, "a"))
        .isInstanceOfSatisfying(
            ApprovalSignatureException.class, e -> assertThat(e.by()).isEqualTo("sec"));
  }

  /** Another spelling of a key would be a second id for it. */
  @Test
  void idIsThatOfTheKeyHoweverItIsSpelled() {
    String folded = SEC.key().pem().replace("\n", "\r\n") + "\n\n";

    assertThat(TufKey.ofPem(folded)).isEqualTo(SEC.key());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TufKey.ofPem("-----BEGIN PUBLIC KEY-----"));
  }

  @Test
  void anythingElseIsMalformedOrForgedAndNothingWorse() {
    byte[] document = Approval.sign(approves("sec", SEC), SEC).document();
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < 2000; i++) {
      byte[] spoilt = document.clone();
      int at = random.nextInt(spoilt.length);
      spoilt[at] ^= (byte) (1 << random.nextInt(8));
      byte[] input = i % 4 == 0 ? Arrays.copyOf(spoilt, at) : spoilt;
      try {
        Approval.read(input, "a");
      } catch (MalformedDocumentException | ApprovalSignatureException expected) {
        // Any other exception fails the test.
      }
    }
  }

  @Test
  void opensslVerifiesItAndComputesTheSameKeyId(@TempDir Path folder) throws Exception {
    String openssl = Programs.require("openssl").toString();
    Fields envelope =
        Fields.of(Json.read(Approval.sign(approves("sec", SEC), SEC).document(), "a"));
    Node signed = envelope.object("signed").node();
    Path pem =
        Files.writeString(folder.resolve("key.pem"), envelope.object("signed").text("publicKey"));
    Path covered = Files.write(folder.resolve("signed"), CanonicalJson.bytes(signed));
    byte[] made = envelope.value("signature", HexFormat.of()::parseHex);
    Path signature = Files.write(folder.resolve("sig"), made);

    assertThat(
            run(
                openssl,
                "dgst",
                "-sha256",
                "-verify",
                pem + "",
                "-signature",
                signature + "",
                covered + ""))
        .contains("Verified OK");
    // TUF 4.2: the canonical JSON of the key, spelled out by hand around what openssl prints.
    String spki = run(openssl, "pkey", "-pubin", "-in", pem + "", "-pubout");
    Path key =
        Files.writeString(
            folder.resolve("key.json"),
            "{\"keytype\":\"ecdsa\",\"keyval\":{\"public\":\""
                + spki
                + "\"},\"scheme\":\"ecdsa-sha2-nistp256\"}");
    assertThat(run(openssl, "dgst", "-sha256", "-r", key + "")).startsWith(SEC.key().id().hex());
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }

  private static MetadataSigner ed25519(KeyPair pair) {
    return new MetadataSigner() {
      @Override
      public TufKey key() {
        return TufKey.of(pair.getPublic());
      }

      @Override
      public byte[] sign(byte[] canonical) {
        try {
          Signature signature = Signature.getInstance("Ed25519");
          signature.initSign(pair.getPrivate());
          signature.update(canonical);
          return signature.sign();
        } catch (java.security.GeneralSecurityException e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }
}
