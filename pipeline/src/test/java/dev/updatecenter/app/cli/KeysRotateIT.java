package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.document.CanonicalJson;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.kernel.document.SchemaCheck;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code keys rotate}, {@code keys ceremony} and {@code refresh} on a home that has published. */
class KeysRotateIT {
  private static Path published;

  private final Path folder;
  private final Path home;
  private final Path keys;

  KeysRotateIT(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.home = SampleHome.copy(published, folder.resolve("home"));
    this.keys = home.resolve("keys/roles/ContosoKiosk");
  }

  @BeforeAll
  static void prepare(@TempDir Path folder) throws Exception {
    published = SampleHome.prepared(folder.resolve("published"));
    CommandRun.of(published, "submit", SampleHome.RELEASE).endsWith(0);
  }

  @Test
  void aKeyOfTheHomeIsReplacedAndKeptAside() throws Exception {
    Node before = keyOf("timestamp");
    Path old = Files.copy(keys.resolve("timestamp.pem"), folder.resolve("old.pem"));

    Node result =
        CommandRun.of(home, "keys", "rotate", "timestamp", "--algorithm", "ed25519", "--json")
            .endsWith(0)
            .json();

    assertThat(SchemaCheck.check("rotation-result", result)).isEmpty();
    assertThat(result.get("root").orElseThrow().integer()).hasValue(2L);
    Path kept = Path.of(result.text("kept").orElseThrow());
    assertThat(kept).hasSameBinaryContentAs(old).hasParent(keys);
    assertThat(keyOf("timestamp").text("keyId")).isNotEqualTo(before.text("keyId"));
    assertThat(keys.resolve("timestamp.next.pem")).doesNotExist();
    assertThat(SampleHome.scan(home, folder.resolve("device"))).isEqualTo("nothing");
    assertThat(CommandRun.of(home, "audit", "export").endsWith(0).out()).contains("rotate-key");
    CommandRun.of(home, "refresh").endsWith(0);
  }

  private Node keyOf(String role) throws Exception {
    Node list = CommandRun.of(home, "keys", "list", "--json").endsWith(0).json();
    assertThat(SchemaCheck.check("key-list", list)).isEmpty();
    return list.get("keys").orElseThrow().elements().stream()
        .filter(key -> key.text("role").orElseThrow().equals(role))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void onlineRolesAreRenewedAndStoppedWhileTheOthersLieInASafe() throws Exception {
    for (String role : List.of("root", "targets", "packages", "ring-Preview")) {
      Files.delete(keys.resolve(role + ".pem"));
    }

    assertThat(keyOf("root").get("signs").orElseThrow().toPlain()).isEqualTo(false);
    Node refreshed = CommandRun.of(home, "refresh", "--json").endsWith(0).json();
    assertThat(SchemaCheck.check("refresh-result", refreshed)).isEmpty();
    assertThat(refreshed.get("renewed").orElseThrow().elements()).hasSize(1);
    CommandRun.of(home, "advance").endsWith(0);

    CommandRun waits = CommandRun.of(home, "keys", "rotate", "rollout", "--json").endsWith(9);
    assertThat(waits.out()).contains("UC5065", "keys ceremony export targets");
    CommandRun.of(home, "refresh").endsWith(0);
  }

  @Test
  void whatIsStaleForeignOrAlteredIsNotCollected() throws Exception {
    Path file = folder.resolve("targets.json");
    Node exported =
        CommandRun.of(home, "keys", "ceremony", "export", "targets", "--out", "" + file, "--json")
            .endsWith(0)
            .json();
    assertThat(SchemaCheck.check("ceremony-result", exported)).isEmpty();
    String text = Files.readString(file);

    Path altered =
        Files.writeString(folder.resolve("altered.json"), text.replace("Preview", "Preveiw"));
    assertThat(imported(altered).endsWith(11).out()).contains("UC5069");
    Path unsigned = Files.writeString(folder.resolve("cut.json"), text.substring(0, 500));
    assertThat(imported(unsigned).endsWith(11).out()).contains("UC5069");
    assertThat(
            CommandRun.of(
                    home,
                    "keys",
                    "ceremony",
                    "sign",
                    "" + file,
                    "--key",
                    "" + keys.resolve("rollout.pem"),
                    "--yes",
                    "--json")
                .endsWith(11)
                .out())
        .contains("UC5066");
    assertThat(
            CommandRun.of(
                    home,
                    "-q", // Nobody is asked about what is not shown.
                    "keys",
                    "ceremony",
                    "sign",
                    "" + file,
                    "--key",
                    "" + keys.resolve("targets.pem"))
                .endsWith(2)
                .err())
        .contains("UC1148", ContentDigest.of(canonical(text)).hex().substring(0, 8));

    Path other = SampleHome.copy(published, folder.resolve("other"));
    assertThat(CommandRun.of(other, "keys", "ceremony", "import", "" + file).endsWith(6).err())
        .contains("UC5068");
    // All keys are at hand, so it is signed; once it is published it is stale.
    assertThat(imported(file).endsWith(0).json().get("ceremonies").orElseThrow().elements())
        .singleElement()
        .satisfies(e -> assertThat(e.get("published").orElseThrow().toPlain()).isEqualTo(true));
    assertThat(imported(file).endsWith(6).out()).contains("UC5068");
    try (Stream<Path> versions = Files.list(home.resolve("store/products/ContosoKiosk/metadata"))) {
      assertThat(versions.filter(f -> f.toString().endsWith(".targets.json"))).hasSize(2);
    }
    assertThat(SampleHome.scan(home, folder.resolve("device"))).isEqualTo("nothing");
  }

  @Test
  void anExportReplacesCeremoniesAndNothingElse() throws Exception {
    Path key = Files.copy(keys.resolve("root.pem"), folder.resolve("root.pem"));
    byte[] before = Files.readAllBytes(key);
    for (Path taken : List.of(key, folder)) {
      assertThat(exported(taken).endsWith(2).err()).contains("UC1150");
    }
    assertThat(key).hasBinaryContent(before);

    Path file = folder.resolve("root.json");
    exported(file).endsWith(0);
    exported(file).endsWith(0);
    assertThat(folder.resolve("root.json")).isNotEmptyFile();
    exported(folder.resolve("new").resolve("root.json")).endsWith(0);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.filter(f -> f.toString().endsWith(".part"))).isEmpty();
    }
  }

  private CommandRun exported(Path out) {
    return CommandRun.of(home, "keys", "ceremony", "export", "root", "--out", out.toString());
  }

  private static byte[] canonical(String ceremony) throws Exception {
    Node file = Json.read(ceremony.getBytes(StandardCharsets.UTF_8), "ceremony");
    return CanonicalJson.bytes(file.get("signed").orElseThrow());
  }

  private CommandRun imported(Path file) {
    return CommandRun.of(home, "keys", "ceremony", "import", file.toString(), "--json");
  }
}
