package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.wiring.Wiring;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command answers when it is given something else than it takes. */
@Timeout(60)
final class HostileArgumentsTest {
  @TempDir private Path folder = Path.of("");

  private static Cli.Ran run(Session.WiringFactory wiring, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Session session =
        new Session(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            Clock.systemUTC(),
            false,
            wiring);
    int exit = new Ducctl(session).run(arguments);
    return new Cli.Ran(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Cli cli() {
    return new Cli(folder.resolve("home"));
  }

  @Test
  void submitTakesRegularFilesOnly() throws Exception {
    Path file = Files.writeString(folder.resolve("release.yaml"), "x");
    Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), file);

    for (Path given : new Path[] {folder, link, Path.of("/dev/zero")}) {
      Cli.Ran ran = cli().run("submit", given, "--json");
      assertThat(ran.exit()).as(given.toString()).isEqualTo(2);
      assertThat(ran.out()).contains("\"UC1033\"", "\"where\":\"" + given, "name the file itself");
    }
    assertThat(cli().run("submit", folder.resolve("none.yaml")).exit()).isEqualTo(5);
  }

  @Test
  void submitRefusesADocumentAboveOneMebibyte() throws Exception {
    Path file = folder.resolve("release.yaml");
    Files.write(file, "#".repeat(3 << 20).getBytes(StandardCharsets.US_ASCII));

    assertThat(cli().run("submit", file).exit()).isEqualTo(3);
  }

  @Test
  void anErrorOfTheMachineStillAnswersWithOneJsonDocument() {
    Cli.Ran ran =
        run(
            (home, configuration, clock, progress) -> {
              throw new OutOfMemoryError("TEST");
            },
            "--home",
            folder + "/h",
            "refresh",
            "--json");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out()).startsWith("{\"error\":").contains("UC1000");
    assertThat(ran.err()).contains("OutOfMemoryError: TEST", "\tat ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void aBlankHomeIsAMatterOfUsage(String home) {
    Cli.Ran ran = run(Wiring::new, "--home=" + home, "status", "--json");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.out()).contains("UC1030", "--home names no folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "device list", "refresh", "product list", "audit verify"})
  void aFileAsHomeFailsEveryCommand(String command) throws Exception {
    Path file = Files.writeString(folder.resolve("home"), "x");
    Cli.Ran ran = cli().run((Object[]) (command + " --json").split(" ", -1));

    assertThat(ran.exit()).isEqualTo(14);
    assertThat(ran.out()).contains("UC1041", file.toString());
  }

  @Test
  void aFolderThatHoldsOtherThingsBecomesNoHome() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path mine = Files.writeString(home.resolve("thesis.txt"), "x");
    Cli.Ran ran = cli().run("refresh", "--json");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.out()).contains("UC1034", home.toString());
    assertThat(home).isDirectoryContaining(mine::equals);
    try (var entries = Files.list(home)) {
      assertThat(entries).hasSize(1);
    }
  }

  @Test
  void aHomeIsKnownAgain() throws Exception {
    assertThat(cli().run("refresh").exit()).isZero();
    assertThat(folder.resolve("home").resolve(".gitignore")).hasContent("*");
    assertThat(cli().run("refresh").exit()).isZero();
  }

  @Test
  void aPathBelowAFileIsNotFound() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Cli.Ran ran = cli().run("submit", file.resolve("release.yaml"), "--json");

    assertThat(ran.exit()).isEqualTo(5);
    assertThat(ran.out()).contains("\"where\":\"" + file.resolve("release.yaml"));
  }

  @Test
  void usageHasACodeOfItsOwn() {
    Cli.Ran ran = cli().run("flight", "--json", "--frob");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.out()).contains("\"UC1030\"");
  }
}
