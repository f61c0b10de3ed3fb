package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.document.SchemaCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a policy binds, at the terminal. */
class PolicyCommandsTest {
  private static final String POLICY = "Source-arm/Products/ContosoKiosk/policy.yaml";
  private static final String DEVICE = "ab".repeat(32);

  private final Path home;
  private final Path workspace;

  PolicyCommandsTest(@TempDir Path folder) throws IOException {
    this.workspace = SampleHome.copy(SampleHome.WORKSPACE, folder.resolve("workspace"));
    this.home = SampleHome.trusting(folder.resolve("home"));
  }

  @Test
  void looserReleaseIsRefusedByValidateAndBySubmit() throws IOException {
    bind("least: [ { ring: Preview, gate: { soak: 9999h } } ]\n");
    String release = workspace.resolve("release.yaml").toString();

    assertThat(CommandRun.of(home, "validate", release).endsWith(3).out())
        .contains("UC1170", "policy.yaml asks for at least 9999h");
    assertThat(CommandRun.of(home, "product", "import", workspace.toString()).endsWith(0).out())
        .contains("is registered");
    assertThat(CommandRun.of(home, "submit", release, "--until", "validation").endsWith(3).out())
        .contains("UC1170", "nothing was published");
  }

  @Test
  void boundOfARingThatThereIsNotIsRefusedAtImport() throws IOException {
    bind("calendar: { zone: UTC, windows: [ { from: 08:00, to: 17:00, rings: [Prewiev] } ] }\n");

    assertThat(CommandRun.of(home, "product", "import", workspace.toString()).endsWith(3).out())
        .contains("UC1172", "Prewiev", "Preview");
    assertThat(CommandRun.of(home, "product", "list").endsWith(0).out())
        .doesNotContain("ContosoKiosk");
  }

  @Test
  void deviceIsEnrolledByAFlighter() throws Exception {
    CommandRun.of(home, "product", "import", workspace.toString()).endsWith(0);
    assertThat(enrol().endsWith(0).err()).contains("UC1174");

    CommandRun keys = CommandRun.of(home, "keys", "generate", "--json", "--as", "flo").endsWith(0);
    String id =
        keys.json().get("people").orElseThrow().elements().get(0).text("keyId").orElseThrow();
    bind("people: [ { name: flo, keys: [" + id + "], roles: [Flighter] } ]\n");
    CommandRun.of(home, "product", "import", workspace.toString()).endsWith(0);

    assertThat(enrol("--as", "flo").endsWith(0).err()).doesNotContain("UC1174");
    CommandRun refused = enrol("--json", "--as", "ann").endsWith(2);
    assertThat(SchemaCheck.check("error", refused.json())).isEmpty();
    CommandRun.of(home, "keys", "generate", "--as", "ann").endsWith(0);
    assertThat(enrol("--as", "ann").endsWith(4).err()).contains("UC1173", "no Flighter");
  }

  private CommandRun enrol(String... more) {
    String[] command = {"device", "enrol", DEVICE, "--product=ContosoKiosk", "--ring=Preview"};
    return CommandRun.of(
        home,
        java.util.stream.Stream.of(command, more)
            .flatMap(java.util.Arrays::stream)
            .toArray(String[]::new));
  }

  private void bind(String more) throws IOException {
    Path policy = workspace.resolve(POLICY);
    Files.writeString(policy, Files.readString(policy) + more);
  }
}
