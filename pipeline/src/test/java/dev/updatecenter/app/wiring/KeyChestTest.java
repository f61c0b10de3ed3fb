package dev.updatecenter.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.updatecenter.app.lab.LabPki;
import dev.updatecenter.capability.authenticode.SigningKey.Custody;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.testing.SoftHsmToken;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyChestTest {
  private static final LabPki PKI = TestLab.pki();

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private SecretPrompt prompt = SecretPrompt.NONE;

  KeyChestTest(@TempDir Path folder) {
    this.folder = folder;
    environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
  }

  private KeyChestTest with(String variable, Object value) {
    environment.put("UPDATECENTER_" + variable, value.toString());
    return this;
  }

  private Wiring wiring() {
    Home home = new Home(folder.resolve("home"));
    Configuration configuration =
        new ConfigurationReader(environment, prompt).read(Optional.empty(), home);
    return new Wiring(home, configuration, Clock.systemUTC(), Progress.NONE);
  }

  private Path pem(String name, List<X509Certificate> certificates) throws Exception {
    StringBuilder pem = new StringBuilder();
    for (X509Certificate each : certificates) {
      pem.append("-----BEGIN CERTIFICATE-----\n")
          .append(Base64.getMimeEncoder().encodeToString(each.getEncoded()))
          .append("\n-----END CERTIFICATE-----\n");
    }
    return Files.writeString(folder.resolve(name), pem);
  }

  private SoftHsmToken token(List<X509Certificate> chain) {
    return SoftHsmToken.create(folder.resolve("token"), "TEST-ev")
        .withKey("ev", PKI.release().key(), chain);
  }

  private static void refuses(ThrowingCallable call, String code, ExitCode exit) {
    assertThatExceptionOfType(UpdateCenterException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(e -> assertThat(e.exit()).isEqualTo(exit));
  }

  @Test
  void takesThePasswordFromVariableThenFileThenPrompt() throws Exception {
    String password = Files.readString(PKI.passwordFile()).strip();
    with("KEYS_RELEASE", "file:" + PKI.releaseKeyFile());
    prompt =
        what -> {
          asked.add(what);
          return Optional.of(password.toCharArray());
        };
    try (Wiring wiring = wiring()) {
      assertThat(wiring.signer().chain()).isEqualTo(PKI.release().embedded());
    }
    assertThat(asked).containsExactly("password of release.p12");
    with("KEYS_PASSWORD_FILE", PKI.passwordFile());
    try (Wiring wiring = wiring()) {
      assertThat(wiring.signer().chain()).isEqualTo(PKI.release().embedded());
    }
    with("KEYS_PASSWORD", "not the password");
    try (Wiring wiring = wiring()) {
      refuses(wiring::signer, "UC4042", ExitCode.NOT_ALLOWED);
    }
    assertThat(asked).hasSize(1);
  }

  @Test
  void saysWhichSettingIsMissingWhenNobodyCanBeAsked() {
    with("KEYS_RELEASE", "file:" + PKI.releaseKeyFile());
    try (Wiring wiring = wiring()) {
      refuses(wiring::signer, "UC1101", ExitCode.USAGE);
    }
    with("KEYS_PASSWORD_FILE", folder.resolve("missing"));
    try (Wiring wiring = wiring()) {
      refuses(wiring::signer, "UC1103", ExitCode.USAGE);
    }
  }

  @Test
  void judgesWithTheChainOfTheFileAndOpensNoKey() throws Exception {
    with("KEYS_RELEASE", "pkcs11:token=absent;object=ev?module-path=" + folder.resolve("none.so"));
    with("KEYS_CERTIFICATES", pem("chain.pem", PKI.release().chain()));
    try (Wiring wiring = wiring()) {
      assertThat(wiring.signing().configuredChain()).isEqualTo(PKI.release().chain());
      assertThat(wiring.custody()).isEqualTo(Custody.TOKEN);
      refuses(wiring::signer, "UC4050", ExitCode.USAGE);
    }
  }

  @Test
  void signsWithAKeyWithoutCertificateWhenTheFileHasIt() throws Exception {
    SoftHsmToken token = token(List.of());
    with("KEYS_RELEASE", token.uri("ev"));
    try (Wiring wiring = wiring()) {
      refuses(wiring::signer, "UC4057", ExitCode.USAGE);
    }
    with("KEYS_CERTIFICATES", pem("chain.pem", PKI.release().chain()));
    try (Wiring wiring = wiring()) {
      assertThat(wiring.signer().chain()).isEqualTo(PKI.release().embedded());
    }
  }

  @Test
  void refusesCertificatesOfAnotherKey() throws Exception {
    SoftHsmToken token = token(PKI.release().chain());
    with("KEYS_CERTIFICATES", pem("chain.pem", PKI.submitter().chain()));
    with("KEYS_RELEASE", token.uri("ev"));
    try (Wiring wiring = wiring()) {
      refuses(wiring::signer, "UC4058", ExitCode.USAGE);
    }
    with("KEYS_RELEASE", "file:" + PKI.releaseKeyFile());
    with("KEYS_PASSWORD_FILE", PKI.passwordFile());
    try (Wiring wiring = wiring()) {
      refuses(wiring::signer, "UC4058", ExitCode.USAGE);
    }
  }

  @Test
  void refusesFilesThatHoldNoChain() throws Exception {
    with("KEYS_RELEASE", "file:" + PKI.releaseKeyFile());
    List<X509Certificate> chain = PKI.release().chain();
    for (Path file :
        List.of(
            folder.resolve("missing.pem"),
            Files.writeString(folder.resolve("empty.pem"), ""),
            Files.writeString(folder.resolve("text.pem"), "TEST"),
            pem("reversed.pem", List.of(chain.get(1), chain.get(0))))) {
      with("KEYS_CERTIFICATES", file);
      try (Wiring wiring = wiring()) {
        refuses(wiring.signing()::configuredChain, "UC1106", ExitCode.USAGE);
      }
    }
  }

  @Test
  void custodyIsWhatTheAddressSays() {
    try (Wiring wiring = wiring()) {
      assertThat(wiring.custody()).isEqualTo(Custody.FILE);
    }
    with("KEYS_RELEASE", "awskms:eu-west-1/alias/ev");
    try (Wiring wiring = wiring()) {
      assertThat(wiring.custody()).isEqualTo(Custody.SERVICE);
    }
  }

  @Test
  void refusesUnknownSchemesAndServicesForRoles() {
    with("KEYS_RELEASE", "yubikey:9c");
    refuses(this::wiring, "UC1100", ExitCode.USAGE);
    environment.remove("UPDATECENTER_KEYS_RELEASE");
    with("KEYS_RINGS_EARLYADOPTER", "awskms:eu-west-1/alias/ring");
    refuses(this::wiring, "UC1100", ExitCode.USAGE);
  }

  @Test
  void limitsSuitTheKeyUnlessOneIsConfigured() {
    SigningSettings usual = wiring().configuration().signing();
    assertThat(usual.limit(Custody.TOKEN)).isEqualTo(1);
    assertThat(usual.limit(Custody.FILE)).isEqualTo(Runtime.getRuntime().availableProcessors());
    with("SIGNING_CONCURRENCY", 3);
    assertThat(wiring().configuration().signing().limit(Custody.TOKEN)).isEqualTo(3);
    for (String wrong : List.of("0", "65", "-1", "many", "1.5")) {
      with("SIGNING_CONCURRENCY", wrong);
      refuses(this::wiring, "UC1105", ExitCode.USAGE);
    }
  }

  @Test
  void locksLieOutsideTheHomeAndNeverWhereAnybodyMayWrite() throws IOException {
    SigningSettings own = wiring().configuration().signing();
    Path lock = new TokenLocks(own).file("token");
    assertThat(lock)
        .startsWithRaw(folder.resolve("state"))
        .isNotEqualTo(new TokenLocks(own).file("b"));

    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("state"));
    for (Path wrong : List.of(open, link, folder.resolve("missing"))) {
      with("SIGNING_LOCK_FOLDER", wrong);
      TokenLocks locks = new TokenLocks(wiring().configuration().signing());
      refuses(() -> locks.file("token"), "UC1104", ExitCode.USAGE);
    }
    Path shared = Files.createDirectory(folder.resolve("shared"));
    with("SIGNING_LOCK_FOLDER", shared);
    Path file = new TokenLocks(wiring().configuration().signing()).file("token");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-rw----"));
  }
}
