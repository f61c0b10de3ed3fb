package dev.updatecenter.app.cli;

import static dev.updatecenter.app.cli.SampleHome.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.lab.LabPki;
import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.tuf.KeyFile;
import dev.updatecenter.testing.SecretSearch;
import dev.updatecenter.testing.SignableSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No private key and no password in anything that is written: logs, audit, job parameters, the
 * database, the store, temporary files. Commands that succeed and that fail, as talkative as they
 * get, in JVMs of their own; then everything outside the folder of keys is searched.
 */
class SecretsIT {
  private static final String WRONG = "TEST-not-the-password-4711";

  private final Path home;
  private final Path temporary;
  private final Path keys;
  private final StringBuilder said = new StringBuilder();

  SecretsIT(@TempDir Path folder) throws IOException {
    this.home = folder.resolve("home");
    this.keys = folder.resolve("keys");
    this.temporary = Files.createDirectory(folder.resolve("tmp"));
  }

  @Test
  void noPrivateKeyOrPasswordIsInAnythingThatIsWritten() throws Exception {
    LabPki pki = LabPki.openOrCreate(keys.resolve("pki"), Clock.systemUTC(), new SecureRandom());
    configure(pki, pki.passwordFile());
    run(0, "product", "import", SampleHome.WORKSPACE.toString());
    Path wrong = Files.writeString(keys.resolve("wrong"), WRONG + "\n");
    configure(pki, wrong);
    run(4, "submit", RELEASE);
    Path cabinet = SignableSamples.cabinet(keys.resolve("a.cab"), "content");
    String out = home.resolveSibling("out").toString();
    run(4, "sign", cabinet.toString(), "--out", out);
    configure(pki, pki.passwordFile());
    run(0, "submit", RELEASE);
    run(0, "sign", cabinet.toString(), "--out", out);
    run(3, "flight", "ContosoKiosk", "--ring", "Preview");
    run(0, "audit", "export");
    run(0, "keys", "list", "--json");
    run(0, "status", "--json");

    SecretSearch search = secrets(pki);
    assertThat(search.in(said.toString())).as("stdout and stderr").isEmpty();
    assertThat(search.in(temporary, file -> true)).isEmpty();
    assertThat(search.in(home, file -> !file.startsWith(home.resolve("keys")))).isEmpty();
    assertThat(search.in(Path.of(out), signed -> true)).isEmpty();
    assertThat(search.in(rows())).as("the database, row by row").isEmpty();
    assertItCanFail(search, pki);
  }

  /** The same search over the same home, in which a secret lies this time. */
  private void assertItCanFail(SecretSearch search, LabPki pki) throws IOException {
    String password = Files.readString(pki.passwordFile()).strip();
    try (Wiring wiring = SampleHome.wiring(home)) {
      wiring.audit().intent("test", SampleHome.PRODUCT, Map.of("planted", "pin=" + password));
    }
    assertThat(search.in(rows())).isNotEmpty();
    assertThat(search.in(home, file -> file.toString().endsWith(".mv.db"))).isNotEmpty();
    assertThat(search.in(home, file -> file.startsWith(home.resolve("keys")))).isNotEmpty();
  }

  private void configure(LabPki pki, Path passwordFile) throws IOException {
    Path trust = SampleHome.WORKSPACE.resolve("trust");
    String yaml =
        """
        apiVersion: updatecenter/v1
        kind: Configuration
        keys: { release: "file:%s", passwordFile: "%s" }
        trust:
          codeSigning: ["%s", "%s"]
          timestamping: ["%s"]
        """
            .formatted(
                pki.releaseKeyFile(),
                passwordFile,
                trust.resolve("submitter-root.pem"),
                pki.codeSigningRootPem(),
                trust.resolve("submitter-timestamp-root.pem"));
    Files.writeString(new Home(home).create().folder().resolve("updatecenter.yaml"), yaml);
  }

  private void run(int exit, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("-v");
    CommandRun ran =
        ChildProcess.run(
            List.of("-Djava.io.tmpdir=" + temporary), home, all.toArray(String[]::new));
    said.append(ran.out()).append(ran.err());
    ran.endsWith(exit);
  }

  /** The release key, its passwords, and every role key of the home. */
  private SecretSearch secrets(LabPki pki) throws Exception {
    SecretSearch search =
        new SecretSearch()
            .text("password", Files.readString(pki.passwordFile()).strip())
            .text("wrong password", WRONG)
            .key("release", pki.release().key());
    List<Path> roles;
    try (Stream<Path> files = Files.walk(home.resolve("keys/roles"))) {
      roles =
          files
              .filter(f -> f.toString().endsWith(".pem") && !f.toString().endsWith(".pub.pem"))
              .toList();
    }
    assertThat(roles).hasSizeGreaterThan(5);
    for (Path role : roles) {
      search.key(role.getFileName().toString(), roleKey(role));
    }
    return search;
  }

  private static PrivateKey roleKey(Path file) throws Exception {
    // It is one that the program itself would load.
    String name = file.getFileName().toString().replace(".pem", "");
    assertThat(new KeyFile(file.resolveSibling(""), name).load()).isNotNull();
    String pem = Files.readString(file).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
  }

  /** Every table as SQL: job parameters and execution contexts too, whatever way pages are kept. */
  private String rows() {
    try (Wiring wiring = SampleHome.wiring(home)) {
      return String.join("\n", wiring.database().jdbc().sql("SCRIPT").query(String.class).list());
    }
  }
}
