package dev.updatecenter.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {
  private static final String HEAD = "apiVersion: updatecenter/v1\nkind: Configuration\n";

  private final Path folder;
  private final Home home;

  ConfigurationReaderTest(@TempDir Path folder) {
    this.folder = folder;
    this.home = new Home(folder.resolve("home")).create();
  }

  @Test
  void flagWinsOverVariableAndVariableOverHome() throws Exception {
    Path flag = write("flag.yaml", "store: file:flag\n");
    Path variable = write("variable.yaml", "store: file:variable\n");
    write("home/updatecenter.yaml", "store: file:home\n");
    Map<String, String> environment = Map.of("UPDATECENTER_CONFIG", variable.toString());

    assertThat(read(environment, Optional.of(flag)).places().store())
        .hasValue(new StoreAddress.Folder(folder.resolve("flag")));
    assertThat(read(environment, Optional.empty()).places().store())
        .hasValue(new StoreAddress.Folder(folder.resolve("variable")));
    assertThat(read(Map.of(), Optional.empty()).places().store())
        .hasValue(new StoreAddress.Folder(home.folder().resolve("home")));
  }

  @Test
  void nothingAtAllIsTheEmbeddedDefault() {
    assertThat(read(Map.of(), Optional.empty())).isEqualTo(Configuration.EMBEDDED);
  }

  @Test
  void keysOfPeopleAreAddressesByName() throws Exception {
    Path file = write("c.yaml", "keys: { people: { sec: 'file:keys/sec.pem', ann: 'file:/a' } }\n");
    Map<String, String> environment =
        Map.of("UPDATECENTER_KEYS_PEOPLE", "bob=file:/run/b.pem  eve=file:///e=1,2");

    assertThat(read(Map.of(), Optional.of(file)).keys().people())
        .isEqualTo(
            Map.of(
                "sec", new KeyAddress.InFile(folder.resolve("keys/sec.pem")),
                "ann", new KeyAddress.InFile(Path.of("/a"))));
    assertThat(read(environment, Optional.of(file)).keys().people())
        .isEqualTo(
            Map.of(
                "bob", new KeyAddress.InFile(Path.of("/run/b.pem")),
                "eve", new KeyAddress.InFile(Path.of("/e=1,2"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keys: { release: 'pkcs11:token=a?module-path=/m.so&pin-value=73 915502' }",
        "keys: { release: 'pkcs11:token=a?module-path=/m.so&pin-value=73%2915502' }",
        "keys: { release: 73915502 }",
        "keys: { root: ['pkcs11:token=a', 'pin-value=73 915502'] }",
        "keys: { rings: { Preview: 'pin 73915502' } }",
        "keys: { people: { sec: '73915502' } }",
        "keys: { passwordFile: 73915502 }",
        "keys: { passwordFile: ['73915502'] }"
      })
  void neverRepeatsWhatMayBeASecret(String keys) throws Exception {
    Path file = write("c.yaml", keys + "\n");

    UpdateCenterException refused =
        catchThrowableOfType(
            UpdateCenterException.class, () -> read(Map.of(), Optional.of(file)).keys());

    assertThat(refused.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.getMessage() + refused.where() + refused.why() + refused.fix())
        .contains("keys.")
        .doesNotContain("15502");
  }

  @Test
  void eachVariableWinsOverItsKeyAndTheOthersStay() throws Exception {
    String reports = "reportUrl: https://reports.example\n";
    Path file = write("c.yaml", "publicUrl: https://file.example\nstore: file:store\n" + reports);

    Configuration read =
        read(Map.of("UPDATECENTER_PUBLIC_URL", "https://env.example"), Optional.of(file));

    assertThat(read.places().publicUrl()).hasValue(URI.create("https://env.example"));
    assertThat(read.places().reportUrl()).hasValue(URI.create("https://reports.example"));
    assertThat(read.places().store()).hasValue(new StoreAddress.Folder(folder.resolve("store")));
  }

  @Test
  void pathsOfAFileAreItsFoldersAndThoseOfVariablesTheWorkingOnes() throws Exception {
    Path file = write("etc/c.yaml", "store: file:../store\n");

    Configuration read = read(Map.of("UPDATECENTER_REPORTS", "file:private"), Optional.of(file));

    assertThat(read.places().store()).hasValue(new StoreAddress.Folder(folder.resolve("store")));
    assertThat(read.places().privatePart())
        .hasValue(new StoreAddress.Folder(Path.of("private").toAbsolutePath()));
  }

  @Test
  void listsOfVariablesAreSplit() {
    Configuration read =
        read(
            Map.of("UPDATECENTER_TIMESTAMP_AUTHORITIES", "http://a.example, http://b.example"),
            Optional.empty());

    assertThat(read.timestamps().authorities())
        .extracting(AuthoritySettings::uri)
        .containsExactly(URI.create("http://a.example"), URI.create("http://b.example"));
  }

  @Test
  void authorityMayHaveARateATimeoutAndAnAccount() throws Exception {
    Path file =
        write(
            "etc/c.yaml",
            """
            timestampAuthorities:
              - http://a.example/tsa
              - { url: "https://b.example", perSecond: 0.5, timeout: 3s,
                  login: { user: contoso, passwordFile: secret } }
            """);

    List<AuthoritySettings> read = read(Map.of(), Optional.of(file)).timestamps().authorities();

    assertThat(read.get(0).perSecond()).isEmpty();
    assertThat(read.get(0).timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(read.get(1).uri()).hasHost("b.example");
    assertThat(read.get(1).perSecond()).hasValue(0.5);
    assertThat(read.get(1).timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(read.get(1).login())
        .hasValue(new AuthoritySettings.Login("contoso", folder.resolve("etc/secret")));
    assertThat(catchThrowableOfType(UpdateCenterException.class, read.get(1)::authority).code())
        .isEqualTo("UC1117");
    Files.writeString(folder.resolve("etc/secret"), "geheim\n");
    assertThat(read.get(1).authority().toString()).contains("contoso").doesNotContain("geheim");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:geheim@a.example/",
        "{ url: \"https://user:geheim@a.example/\" }",
        "{ url: \"http://a.example\", login: { user: u, passwordFile: geheim } }",
        "{ url: \"http://localhost.example\", login: { user: u, passwordFile: geheim } }",
        "{ url: \"http://10.0.0.1\", login: { user: u, passwordFile: geheim } }",
      })
  void authorityThatWouldTellASecretIsRefusedWithoutTellingIt(String item) throws Exception {
    UpdateCenterException e =
        refused(Map.of(), write("c.yaml", "timestampAuthorities: [ " + item + " ]\n"));

    assertThat(e.code()).isEqualTo("UC1116");
    assertThat(e.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(e.getMessage() + e.where() + e.why() + e.fix()).doesNotContain("geheim");
  }

  @Test
  void accountMayBeToldWithinTheMachine() throws Exception {
    Path file =
        write(
            "c.yaml",
            "timestampAuthorities: [ { url: \"http://127.0.0.1:1/\","
                + " login: { user: u, passwordFile: p } } ]\n");

    assertThat(read(Map.of(), Optional.of(file)).timestamps().authorities()).hasSize(1);
  }

  @Test
  void unknownKeyIsRefusedAtItsLineWithASuggestion() throws Exception {
    Path file = write("c.yaml", "publicUrll: https://x.example\n");

    UpdateCenterException e = refused(Map.of(), file);

    assertThat(e.where()).contains("c.yaml:3");
    assertThat(e.getMessage() + e.why() + e.fix()).contains("publicUrl'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "database: { url: 'jdbc:postgresql://db/x' }\n",
        "keys: { release: ['file:a.p12', 'file:b.p12'] }\n"
      })
  void plannedKeysAreRefusedAndNotIgnored(String text) throws Exception {
    assertThat(refused(Map.of(), write("c.yaml", text)).code()).isEqualTo("UC1006");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DATABASE", "RETENTION", "NOTIFY"})
  void plannedVariablesAreRefusedAndNotIgnored(String name) throws Exception {
    Path file = write("c.yaml", "");

    UpdateCenterException e = refused(Map.of("UPDATECENTER_" + name, "SECRET"), file);

    assertThat(e.code()).isEqualTo("UC1006");
    assertTellsNo(e, "SECRET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/srv/SECRET", "https://user:SECRET@example.com/", "file:a b SECRET", "::SECRET"})
  void valuesThatCannotBeUsedAreRefusedWithoutBeingTold(String value) throws Exception {
    Path file = write("c.yaml", "");

    assertTellsNo(refused(Map.of("UPDATECENTER_STORE", value), file), "SECRET");
    assertTellsNo(refused(Map.of("UPDATECENTER_KEYS_RELEASE", value), file), "SECRET");
  }

  @Test
  void publicAddressThatIsNoneIsRefusedWithoutBeingTold() throws Exception {
    Path file = write("c.yaml", "");

    UpdateCenterException e =
        refused(Map.of("UPDATECENTER_PUBLIC_URL", "https://a b/SECRET"), file);

    assertTellsNo(e, "SECRET");
  }

  @Test
  void limitsComeFromTheFileAndFromVariablesAndElseAreTheUsualOnes() throws Exception {
    Path file = write("c.yaml", "limits: { cabinet: { ratio: 300, total: 2GiB } }\n");
    Map<String, String> environment =
        Map.of(
            "UPDATECENTER_LIMITS_CABINET_RATIO", "400",
            "UPDATECENTER_LIMITS_CABINET_RATIO_FROM", "512KiB",
            "UPDATECENTER_LIMITS_CABINET_NESTING", "2");

    assertThat(read(Map.of(), Optional.of(file)).cabinetLimits())
        .isEqualTo(new CabinetLimits(300, 16 << 20, 2L << 30, 3));
    assertThat(read(environment, Optional.of(file)).cabinetLimits())
        .isEqualTo(new CabinetLimits(400, 512 << 10, 2L << 30, 2));
  }

  @ParameterizedTest
  @CsvSource({
    "RATIO,0",
    "RATIO,many",
    "RATIO,99999999999999999999",
    "RATIO_FROM,16",
    "TOTAL,-1GiB",
    "TOTAL,9999999GiB",
    "NESTING,17",
    "NESTING,1.5"
  })
  void limitsThatAreNoneAreRefusedWithTheVariablesName(String name, String value) throws Exception {
    String variable = "UPDATECENTER_LIMITS_CABINET_" + name;

    UpdateCenterException e = refused(Map.of(variable, value), write("c.yaml", ""));

    assertThat(e.code()).isEqualTo("UC1003");
    assertThat(e.where()).contains(variable);
  }

  @Test
  void missingFileThatWasNamedIsRefused() {
    assertThat(refused(Map.of(), folder.resolve("missing.yaml")).code()).isEqualTo("UC1005");
  }

  private static void assertTellsNo(UpdateCenterException e, String secret) {
    assertThat(e.getMessage() + e.where() + e.why() + e.fix() + e.state()).doesNotContain(secret);
    assertThat(e.getCause()).isNull();
  }

  private UpdateCenterException refused(Map<String, String> environment, Path file) {
    UpdateCenterException e =
        catchThrowableOfType(
            UpdateCenterException.class, () -> read(environment, Optional.of(file)));
    assertThat(e).isNotNull();
    assertThat(e.exit()).isEqualTo(ExitCode.USAGE);
    return e;
  }

  private Configuration read(Map<String, String> environment, Optional<Path> flag) {
    return new ConfigurationReader(environment).read(flag, home);
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, HEAD + text);
  }
}
