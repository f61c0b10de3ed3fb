package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.testing.SoftHsmToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases whose keys are in a token, from the command to what is published. */
class TokenSubmitIT {
  private static final String WRONG = "wrong-TEST-pin-8841";

  private final Path folder;
  private final Path home;

  TokenSubmitIT(@TempDir Path folder) {
    this.folder = folder;
    this.home = folder.resolve("home");
  }

  private CommandRun imported() {
    return CommandRun.of(home, "product", "import", SampleHome.WORKSPACE.toString());
  }

  private CommandRun submit(String... more) {
    String[] all =
        Stream.concat(Stream.of("submit", SampleHome.RELEASE), Stream.of(more))
            .toArray(String[]::new);
    return CommandRun.of(home, all);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private void assertNoSecret(String secret, CommandRun... runs) throws IOException {
    for (CommandRun run : runs) {
      assertThat(run.out() + run.err()).doesNotContain(secret);
    }
    for (Path file : files(home)) {
      String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      assertThat(bytes.contains(secret)).as("%s holds the PIN", file).isFalse();
    }
  }

  @Test
  void publishesWithReleaseAndPackagesKeysInTheToken() throws Exception {
    SoftHsmToken token = TokenHome.token(folder.resolve("token"));
    TokenHome.create(
        home,
        "release: \"" + token.uri(TokenHome.RELEASE) + "\"",
        "packages: \"" + token.uri("packages-TEST") + "\"");

    CommandRun registered = imported().endsWith(0);
    assertThat(token.logins()).as("importing needs no PIN").isZero();
    CommandRun submitted = submit("-v", "--json").endsWith(0);

    assertThat(token.logins()).isEqualTo(1);
    assertThat(token.signatures()).isGreaterThan(3);
    assertThat(token.overlaps()).isZero();
    Path packages =
        files(home.resolve("store")).stream()
            .filter(f -> f.toString().contains("content/packages/"))
            .findFirst()
            .orElseThrow();
    CommandRun verified = CommandRun.of(home, "verify", packages.toString(), "--json").endsWith(0);
    assertThat(verified.out()).contains("Contoso TEST release");
    CommandRun listed = CommandRun.of(home, "keys", "list").endsWith(0);
    assertThat(listed.out()).contains("pkcs11:token=TEST-ev;object=packages-TEST");
    assertThat(SampleHome.scan(home, folder.resolve("device"))).isEqualTo("nothing");
    assertNoSecret(SoftHsmToken.PIN, registered, submitted, verified, listed);
  }

  @Test
  void endsWithFourAfterOneTryOfAWrongPin() throws Exception {
    SoftHsmToken token = TokenHome.token(folder.resolve("token"));
    Path wrong = Files.writeString(folder.resolve("wrong"), WRONG + "\n");
    TokenHome.create(
        home,
        "release: \"" + token.uriWithoutPin(TokenHome.RELEASE) + "\"",
        "packages: \"" + token.uriWithoutPin("packages-TEST") + "\"",
        "passwordFile: \"" + wrong + "\"");
    imported().endsWith(0);

    CommandRun refused = submit("-v").endsWith(4);

    assertThat(refused.err()).contains("UC4052", "tried once");
    assertThat(token.logins()).isEqualTo(1);
    assertThat(token.signatures()).isZero();
    assertThat(home.resolve("store/products")).doesNotExist();
    assertNoSecret(WRONG, refused);

    Files.writeString(wrong, SoftHsmToken.PIN);
    submit().endsWith(0);
    assertThat(token.logins()).as("a new run tries again").isEqualTo(2);
  }

  @Test
  void neverTakesTheLastTryOfAPin() throws Exception {
    SoftHsmToken token = TokenHome.token(folder.resolve("token"));
    TokenHome.create(home, "release: \"" + token.uri(TokenHome.RELEASE) + "\"");
    imported().endsWith(0);
    token.claimFlags(0x20000);

    assertThat(submit().endsWith(4).err()).contains("UC4054", "by hand");
    token.claimFlags(0x40000);
    assertThat(submit().endsWith(4).err()).contains("UC4053");

    assertThat(token.logins()).isZero();
  }

  @Test
  void asksForNoPinWithoutATerminal() throws Exception {
    SoftHsmToken token = TokenHome.token(folder.resolve("token"));
    TokenHome.create(home, "release: \"" + token.uriWithoutPin(TokenHome.RELEASE) + "\"");
    imported().endsWith(0);

    assertThat(submit("--no-input").endsWith(2).err())
        .contains("UC1101", "keys.passwordFile", "UPDATECENTER_KEYS_PASSWORD");
    assertThat(token.logins()).isZero();
  }

  @Test
  void stopsWhenTheTokenIsPulledOut() throws Exception {
    SoftHsmToken token = TokenHome.token(folder.resolve("token"));
    TokenHome.create(home, "release: \"" + token.uri(TokenHome.RELEASE) + "\"");
    imported().endsWith(0);
    token.pullOut();

    CommandRun gone = submit().endsWith(7);

    assertThat(gone.err()).contains("UC4059", "the token is gone");
    assertThat(token.logins()).isEqualTo(1);
    assertThat(home.resolve("store/products")).doesNotExist();
  }

  @Test
  void refusesAPinInTheConfigurationAndDoesNotRepeatIt() throws Exception {
    TokenHome.create(
        home, "release: \"pkcs11:token=a;object=b?module-path=/m.so&pin-value=" + WRONG + "\"");

    CommandRun refused = submit("-v").endsWith(2);

    assertThat(refused.err()).contains("UC1102", "keys.release").doesNotContain(WRONG);
  }

  @Test
  void neverMakesAKeyInAToken() throws Exception {
    SoftHsmToken token = TokenHome.token(folder.resolve("token"));
    TokenHome.create(
        home,
        "root: \"" + token.uri("root-TEST") + "\"",
        "rings: { Preview: \"file:preview.pem\" }");
    imported().endsWith(0);

    CommandRun refused = CommandRun.of(home, "keys", "generate").endsWith(5);

    assertThat(refused.err())
        .contains("UC1107", "pkcs11-tool", "--keypairgen", "EC:prime256v1", "root-TEST");
    assertThat(home.resolve("preview.pem")).exists();
    assertThat(CommandRun.of(home, "keys", "list", "--json").endsWith(0).out())
        .contains("pkcs11:token=TEST-ev;object=root-TEST", "preview.pem");
    token.generate("root-TEST", "EC:secp256r1");
    assertThat(token.logins()).isZero();
  }
}
