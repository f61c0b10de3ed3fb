package dev.updatecenter.capability.authenticode.jsign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.updatecenter.capability.authenticode.DefaultAuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.capability.authenticode.SigningKey;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.authenticode.VerificationPolicy;
import dev.updatecenter.capability.authenticode.timestamp.TimestampAuthority;
import dev.updatecenter.capability.authenticode.timestamp.TimestampPool;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.testing.OpensslAuthority;
import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.ScriptedAuthority;
import dev.updatecenter.testing.SignableSamples;
import dev.updatecenter.testing.TestCertificates;
import dev.updatecenter.testing.TestLab;
import dev.updatecenter.testing.TestTokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens that OpenSSL makes, embedded here, judged here and by osslsigncode. */
class OpensslAuthorityTest {
  private final TestCertificates issuer = new TestCertificates(Clock.systemUTC().instant());

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  Path dir;

  @ParameterizedTest
  @CsvSource({
    "RSA, 2048, sha256, sha256, no, yes",
    "RSA, 3072, sha512, sha256, yes, no",
    "EC, 256, sha256, sha256, no, yes",
    "EC, 384, sha384, sha1, no, no",
  })
  void tokenOfOpensslIsEmbeddedAndStands(
      String algorithm, int bits, String digest, String ess, String chain, String ordering)
      throws Exception {
    OpensslAuthority openssl =
        authority(
            TestCertificates.keys(algorithm, bits),
            """
            signer_digest = %s
            ess_cert_id_alg = %s
            ess_cert_id_chain = %s
            ordering = %s
            tsa_name = %s
            """
                .formatted(digest, ess, chain, ordering, chain));
    Path file = SignableSamples.cabinet(dir.resolve("a.cab"), "content");
    sign(file, openssl);

    SignatureVerdict verdict =
        new DefaultAuthenticodeVerifier(Clock.systemUTC())
            .verify(file, VerificationPolicy.strict(anchors()));
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.verdict()).isEqualTo(SignatureVerdict.Verdict.VALID);
    assertThat(verdict.timestamp().orElseThrow().authority()).contains("Contoso TEST timestamps");
    String text =
        Programs.run(
                Programs.require("osslsigncode"),
                "verify",
                "-CAfile",
                TestLab.pki().codeSigningRootPem().toString(),
                "-TSA-CAfile",
                openssl.root().toString(),
                "-in",
                file.toString())
            .output();
    assertThat(text)
        .contains("Timestamp Server Signature verification: ok", "Succeeded")
        .doesNotContain("failed");
  }

  @Test
  void tokenSignedWithSha1IsRefusedAndTheFileIsNotTouched() throws Exception {
    OpensslAuthority openssl =
        authority(
            TestCertificates.keys("EC", 256), "signer_digest = sha1\ness_cert_id_alg = sha1\n");
    Path file = SignableSamples.cabinet(dir.resolve("a.cab"), "content");
    byte[] before = Files.readAllBytes(file);

    UpdateCenterException e =
        catchThrowableOfType(UpdateCenterException.class, () -> sign(file, openssl));

    assertThat(e.code()).isEqualTo("UC4041");
    assertThat(e.why()).contains("SHA-1");
    assertThat(file).hasBinaryContent(before);
  }

  private OpensslAuthority authority(KeyPair keys, String settings) throws Exception {
    return new OpensslAuthority(dir, keys, TestTokens.authority(issuer, keys).chain(), settings);
  }

  private void sign(Path file, OpensslAuthority openssl) throws Exception {
    try (ScriptedAuthority server = ScriptedAuthority.start(openssl)) {
      new JsignAuthenticodeSigner(
              SigningKey.ofFile(TestLab.pki().release().key(), TestLab.pki().release().chain()),
              TimestampPool.over(
                  List.of(TimestampAuthority.at(server.uri())),
                  anchors(),
                  Clock.systemUTC(),
                  new SecureRandom(),
                  Progress.NONE))
          .sign(file, "Contoso TEST program");
    }
  }

  private TrustAnchors anchors() {
    return new TrustAnchors(
        Set.of(TestLab.pki().release().root()), Set.of(issuer.root()), List.of());
  }
}
