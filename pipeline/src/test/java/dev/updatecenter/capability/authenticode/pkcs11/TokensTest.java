package dev.updatecenter.capability.authenticode.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.capability.authenticode.KeyUseLimit;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.testing.SoftHsmToken;
import dev.updatecenter.testing.TestCertificates;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokensTest {
  private static final byte[] TEXT = "TEST message".getBytes(StandardCharsets.UTF_8);
  private static final KeyPair RSA = TestCertificates.keys("RSA", 2048);
  private static final KeyPair EC = TestCertificates.keys("EC", 384);
  private static final long FINAL_TRY = 0x20000;
  private static final long LOCKED = 0x40000;

  private final Path folder;

  private final TestCertificates authority = new TestCertificates(Clock.systemUTC().instant());
  private final Tokens tokens = new Tokens(token -> new KeyUseLimit(2));

  TokensTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void close() {
    tokens.close();
  }

  private SoftHsmToken token() {
    return SoftHsmToken.create(folder.resolve("token"), "TEST release");
  }

  private static Pkcs11Uri uri(String text) {
    return Pkcs11Uri.parse(text.replace(" ", "%20"), "keys.release", Path.of("/"));
  }

  private static Supplier<char[]> pin(String pin) {
    return pin::toCharArray;
  }

  private static Supplier<char[]> pin() {
    return pin(SoftHsmToken.PIN);
  }

  private static void refuses(ThrowingCallable call, String code, ExitCode exit, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            UpdateCenterException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.exit()).isEqualTo(exit);
              String told = e.getMessage() + e.where() + e.why() + e.fix() + e.state();
              assertThat(told).doesNotContain(SoftHsmToken.PIN, "wrong-TEST-pin");
              assertThat(List.of(words)).allSatisfy(word -> assertThat(told).contains(word));
            });
  }

  @Test
  void signsWithRsaAndEcKeysUnderOneLogin() throws Exception {
    List<X509Certificate> chain = authority.leaf().keys(RSA).chain();
    SoftHsmToken token =
        token()
            .withKey("rsa", RSA.getPrivate(), chain)
            .withKey("ec", EC.getPrivate(), authority.leaf().keys(EC).chain());
    for (String name : List.of("rsa", "ec")) {
      for (String hash : List.of("SHA256", "SHA384", "SHA512")) {
        TokenKey key = tokens.privateKey(uri(token.uri(name)), pin());
        String algorithm = hash + "with" + (name.equals("ec") ? "ECDSA" : "RSA");
        Signature signer = Signature.getInstance(algorithm, key.provider());
        signer.initSign(key.key());
        signer.update(TEXT);
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(key.publicKey().orElseThrow());
        verifier.update(TEXT);
        assertThat(verifier.verify(signer.sign())).as(algorithm).isTrue();
      }
    }
    assertThat(tokens.privateKey(uri(token.uri("rsa")), pin()).chain()).isEqualTo(chain);
    assertThat(token.logins()).isEqualTo(1);
    assertThat(token.signatures()).isEqualTo(6);
  }

  @Test
  void triesWrongPinOnceHoweverOftenTheKeyIsAskedFor() {
    SoftHsmToken token = token().withKey("rsa", RSA.getPrivate(), List.of());
    for (int i = 0; i < 3; i++) {
      refuses(
          () -> tokens.privateKey(uri(token.uri("rsa")), pin("wrong-TEST-pin")),
          "UC4052",
          ExitCode.NOT_ALLOWED,
          "tried once");
    }
    refuses(() -> tokens.privateKey(uri(token.uri("rsa")), pin()), "UC4052", ExitCode.NOT_ALLOWED);
    assertThat(token.logins()).isEqualTo(1);
  }

  @Test
  void doesNotTakeTheLastTry() {
    SoftHsmToken token = token().withKey("rsa", RSA.getPrivate(), List.of());
    token.claimFlags(FINAL_TRY);
    refuses(
        () -> tokens.privateKey(uri(token.uri("rsa")), pin()),
        "UC4054",
        ExitCode.NOT_ALLOWED,
        "by hand");
    assertThat(token.logins()).isZero();
  }

  @Test
  void doesNotTryALockedPin() {
    SoftHsmToken token = token().withKey("rsa", RSA.getPrivate(), List.of());
    token.claimFlags(LOCKED);
    refuses(
        () -> tokens.privateKey(uri(token.uri("rsa")), pin()),
        "UC4053",
        ExitCode.NOT_ALLOWED,
        "unlock");
    assertThat(token.logins()).isZero();
  }

  @Test
  void saysWhichTokensAreThere() {
    SoftHsmToken token = token().another("TEST other");
    refuses(
        () ->
            tokens.privateKey(
                uri("pkcs11:token=absent;object=a?module-path=" + token.module()), pin()),
        "UC4051",
        ExitCode.NOT_FOUND,
        "'TEST release'",
        "'TEST other'");
    refuses(
        () ->
            tokens.privateKey(
                uri("pkcs11:slot-id=999999;object=a?module-path=" + token.module()), pin()),
        "UC4051",
        ExitCode.NOT_FOUND);
    assertThat(token.logins()).isZero();
  }

  @Test
  void refusesTwoTokensThatMatch() {
    SoftHsmToken token = token().another("TEST release");
    refuses(
        () -> tokens.privateKey(uri(token.uri("a")), pin()),
        "UC4056",
        ExitCode.USAGE,
        "serial=",
        "more than one token");
  }

  @Test
  void saysWhichKeysAreThere() {
    SoftHsmToken token = token().withKey("rsa", RSA.getPrivate(), List.of());
    refuses(
        () -> tokens.privateKey(uri(token.uri("absent")), pin()),
        "UC4055",
        ExitCode.NOT_FOUND,
        "'absent'",
        "'rsa' (id 01)");
  }

  @Test
  void refusesTwoKeysThatMatchAndTakesOneById() {
    SoftHsmToken token =
        token()
            .withKey("same", RSA.getPrivate(), List.of())
            .withKey("same", EC.getPrivate(), List.of());
    refuses(
        () -> tokens.privateKey(uri(token.uri("same")), pin()),
        "UC4056",
        ExitCode.USAGE,
        "id 01",
        "id 02");
    TokenKey second = tokens.privateKey(uri(token.uri("same").replace("?", ";id=%02?")), pin());
    assertThat(second.publicKey()).contains(EC.getPublic());
    assertThat(second.chain()).isEmpty();
  }

  @Test
  void readsPublicHalvesWithoutAPin() {
    SoftHsmToken token =
        token()
            .withKey("rsa", RSA.getPrivate(), List.of())
            .withKey("ec", EC.getPrivate(), authority.leaf().keys(EC).chain());
    assertThat(tokens.publicKey(uri(token.uri("rsa")))).isEqualTo(RSA.getPublic());
    assertThat(tokens.publicKey(uri(token.uri("ec")))).isEqualTo(EC.getPublic());
    refuses(
        () -> tokens.publicKey(uri(token.uri("absent"))), "UC4057", ExitCode.USAGE, "pkcs11-tool");
    assertThat(token.logins()).isZero();
  }

  @Test
  void saysThatTheTokenIsGone() throws Exception {
    SoftHsmToken token = token().withKey("ec", EC.getPrivate(), List.of());
    TokenKey key = tokens.privateKey(uri(token.uri("ec")), pin());
    token.pullOut();
    Signature signer = Signature.getInstance("SHA256withECDSA", key.provider());
    signer.initSign(key.key());
    refuses(signer::sign, "UC4059", ExitCode.FAILED, "gone", "CKR_DEVICE_REMOVED");
    assertThat(token.logins()).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNoModule() throws Exception {
    Path text = Files.writeString(folder.resolve("no-module.so"), "TEST");
    for (Path module : List.of(text, folder.resolve("missing.so"))) {
      refuses(
          () -> tokens.publicKey(uri("pkcs11:token=a;object=b?module-path=" + module)),
          "UC4050",
          ExitCode.USAGE,
          module.toString());
    }
  }
}
