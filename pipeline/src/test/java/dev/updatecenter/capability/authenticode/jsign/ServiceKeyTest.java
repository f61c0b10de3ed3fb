package dev.updatecenter.capability.authenticode.jsign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.updatecenter.app.lab.LabPki;
import dev.updatecenter.capability.authenticode.DefaultAuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.KeyUseLimit;
import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.capability.authenticode.SigningKey;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.authenticode.TurnTakingKey;
import dev.updatecenter.capability.authenticode.VerificationPolicy;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.testing.SignableSamples;
import dev.updatecenter.testing.TestLab;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceKeyTest {
  private final Path folder;

  ServiceKeyTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({
    "azurekeyvault:contoso-vault/ev, AZUREKEYVAULT, contoso-vault, ev",
    "trustedsigning:weu.codesigning.azure.net/Contoso/EvProfile, TRUSTEDSIGNING,"
        + " weu.codesigning.azure.net, Contoso/EvProfile",
    "awskms:eu-west-1/alias/ev, AWS, eu-west-1, alias/ev",
    "awskms:eu-west-1/1234abcd-12ab-34cd-56ef-1234567890ab, AWS, eu-west-1,"
        + " 1234abcd-12ab-34cd-56ef-1234567890ab",
    "awskms:us-gov-west-1/arn:aws-us-gov:kms:us-gov-west-1:1:key/k, AWS, us-gov-west-1,"
        + " arn:aws-us-gov:kms:us-gov-west-1:1:key/k",
    "gcpkms:projects/p/locations/l/keyRings/r/cryptoKeys/k/cryptoKeyVersions/2, GOOGLECLOUD,"
        + " projects/p/locations/l/keyRings/r, k:2",
    "hashivault:https://vault.example:8200/v1/transit/ev:1, HASHICORPVAULT,"
        + " https://vault.example:8200/v1/transit, ev:1",
    "hashivault:http://127.0.0.1:8200/v1/mounted/at/ev:12, HASHICORPVAULT,"
        + " http://127.0.0.1:8200/v1/mounted/at, ev:12",
  })
  void addressesSayWhatJsignIsTold(String uri, String type, String store, String key) {
    ServiceAddress address = ServiceAddress.parse(uri, "keys.release");

    assertThat(address.service().type().name()).isEqualTo(type);
    assertThat(address.store()).isEqualTo(store);
    assertThat(address.key()).isEqualTo(key);
    // jsign checks what its key store wants before it asks anybody.
    ServiceKey.builder(
            address, "a|b".toCharArray(), Optional.of(folder.resolve("not-read-yet.pem")))
        .provider();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "azurekeyvault:ev",
        "azurekeyvault:https://vault.azure.net/ev",
        "azurekeyvault:vault/ev?token=secret-TEST",
        "trustedsigning:weu.codesigning.azure.net/profile",
        "trustedsigning:http://weu.codesigning.azure.net/a/b",
        "awskms:alias/ev",
        "awskms:evil.example/x#-1/alias/ev",
        "gcpkms:projects/p/locations/l/keyRings/r/cryptoKeys/k",
        "gcpkms:https://elsewhere/projects/p/locations/l/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1",
        "hashivault:http://vault.example:8200/v1/transit/ev:1",
        "hashivault:http://127.0.0.1.example/v1/transit/ev:1",
        "hashivault:https://user:secret-TEST@vault.example/v1/transit/ev:1",
        "hashivault:https://vault.example/v1/transit/ev",
      })
  void refusesWrongAddressesWithoutRepeatingThem(String uri) {
    assertThatExceptionOfType(UpdateCenterException.class)
        .isThrownBy(() -> ServiceAddress.parse(uri, "keys.release"))
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo("UC1100");
              assertThat(e.exit()).isEqualTo(ExitCode.USAGE);
              assertThat(e.getMessage() + e.where() + e.why() + e.fix())
                  .doesNotContain("secret-TEST");
            });
  }

  @Test
  void signsWithAKeyThatVaultHolds() throws Exception {
    LabPki pki = TestLab.pki();
    Path chain = chain(pki);
    Path file = SignableSamples.cabinet(folder.resolve("a.cab"), "content");
    try (LoopbackVault vault = new LoopbackVault(pki.release().key())) {
      SigningKey key = open(vault, LoopbackVault.TOKEN, Optional.of(chain));
      assertThat(key.custody()).isEqualTo(SigningKey.Custody.SERVICE);
      assertThat(key.chain()).isEqualTo(pki.release().chain());

      new JsignAuthenticodeSigner(TurnTakingKey.of(key, new KeyUseLimit(1)), TestLab.timestamps())
          .sign(file, "a");

      assertThat(vault.signatures()).isEqualTo(1);
    }
    TrustAnchors anchors =
        TrustAnchors.load(
            List.of(pki.codeSigningRootPem()), List.of(pki.timestampRootPem()), List.of());
    SignatureVerdict verdict =
        new DefaultAuthenticodeVerifier(Clock.systemUTC())
            .verify(file, VerificationPolicy.strict(anchors));
    assertThat(verdict.verdict()).as("%s", verdict).isEqualTo(SignatureVerdict.Verdict.VALID);
  }

  @Test
  void saysThatVaultRefusesWithoutRepeatingTheCredential() throws Exception {
    try (LoopbackVault vault = new LoopbackVault(TestLab.pki().release().key())) {
      refused(vault, "hvs.wrong-TEST", ExitCode.NOT_ALLOWED);
      assertThat(vault.signatures()).isZero();
    }
  }

  @Test
  void saysThatVaultIsNotThere() throws Exception {
    LoopbackVault vault = new LoopbackVault(TestLab.pki().release().key());
    vault.close();
    refused(vault, "hvs.wrong-TEST", ExitCode.UNAVAILABLE);
  }

  @Test
  void aServiceThatNeverAnswersIsGivenUp() throws Exception {
    Path chain = chain(TestLab.pki());
    // Connections come to be in its backlog; nobody ever answers.
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Process child =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Dsun.net.client.defaultReadTimeout=300",
                  "-cp",
                  System.getProperty(
                      "surefire.test.class.path", System.getProperty("java.class.path")),
                  OpenServiceKeyMain.class.getName(),
                  "hashivault:http://127.0.0.1:" + silent.getLocalPort() + "/v1/transit/ev:1",
                  chain.toString())
              .inheritIO()
              .start();

      assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(child.exitValue()).isEqualTo(ExitCode.UNAVAILABLE.code());
    }
  }

  @Test
  void withoutWordOfTheOperatorPatienceEndsToo() throws Exception {
    try (LoopbackVault vault = new LoopbackVault(TestLab.pki().release().key())) {
      SigningKey unused = open(vault, LoopbackVault.TOKEN, Optional.of(chain(TestLab.pki())));
    }
    assertThat(Integer.getInteger("sun.net.client.defaultConnectTimeout")).isBetween(1, 60_000);
    assertThat(Integer.getInteger("sun.net.client.defaultReadTimeout")).isBetween(1, 60_000);
  }

  @Test
  void aServiceThatIsGoneWhileSigningCanBeTriedAgainLater() throws Exception {
    Path file = SignableSamples.cabinet(folder.resolve("a.cab"), "content");
    SigningKey key;
    try (LoopbackVault vault = new LoopbackVault(TestLab.pki().release().key())) {
      key = open(vault, LoopbackVault.TOKEN, Optional.of(chain(TestLab.pki())));
    }

    assertThatExceptionOfType(UpdateCenterException.class)
        .isThrownBy(
            () ->
                new JsignAuthenticodeSigner(
                        TurnTakingKey.of(key, new KeyUseLimit(1)), TestLab.timestamps())
                    .sign(file, "a"))
        .satisfies(e -> assertThat(e.code()).isEqualTo("UC4061"))
        .satisfies(e -> assertThat(e.exit()).isEqualTo(ExitCode.UNAVAILABLE));
  }

  @Test
  void wantsCertificatesForServicesThatHoldKeysAlone() throws Exception {
    try (LoopbackVault vault = new LoopbackVault(TestLab.pki().release().key())) {
      assertThatExceptionOfType(UpdateCenterException.class)
          .isThrownBy(() -> open(vault, LoopbackVault.TOKEN, Optional.empty()))
          .satisfies(e -> assertThat(e.code()).isEqualTo("UC4057"))
          .satisfies(e -> assertThat(e.fix()).contains("keys.certificates"));
    }
  }

  private void refused(LoopbackVault vault, String token, ExitCode exit) throws Exception {
    Path chain = chain(TestLab.pki());
    assertThatExceptionOfType(UpdateCenterException.class)
        .isThrownBy(() -> open(vault, token, Optional.of(chain)))
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo("UC4061");
              assertThat(e.exit()).as(e.why()).isEqualTo(exit);
              for (Throwable t = e; t != null; t = t.getCause()) {
                assertThat(String.valueOf(t)).doesNotContain(token);
              }
              assertThat(e.where() + e.why() + e.fix()).doesNotContain(token);
            });
  }

  private static SigningKey open(LoopbackVault vault, String token, Optional<Path> chain) {
    return ServiceKey.open(
        ServiceAddress.parse(vault.address(), "keys.release"), token.toCharArray(), chain);
  }

  private Path chain(LabPki pki) throws Exception {
    StringBuilder pem = new StringBuilder();
    for (X509Certificate each : pki.release().chain()) {
      pem.append("-----BEGIN CERTIFICATE-----\n")
          .append(Base64.getMimeEncoder().encodeToString(each.getEncoded()))
          .append("\n-----END CERTIFICATE-----\n");
    }
    return Files.writeString(folder.resolve("chain.pem"), pem);
  }
}
