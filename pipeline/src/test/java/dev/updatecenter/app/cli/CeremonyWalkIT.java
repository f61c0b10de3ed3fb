package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.kernel.document.SchemaCheck;
import dev.updatecenter.testing.Programs;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the walk of docs/ceremony.md, line by line. */
final class CeremonyWalkIT {
  private static final String EXIT = "   # exit ";

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  CeremonyWalkIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void threePeopleHoldARootOfWhichTwoSign() throws Exception {
    Programs.require("openssl");
    Path home = folder.resolve("walk/home");
    Files.createDirectories(home);
    SampleHome.prepared(home);
    CommandRun.of(home, "submit", SampleHome.RELEASE).endsWith(0);
    byte[] first = Files.readAllBytes(home.resolve("trust/ContosoKiosk/root.json"));

    for (String line : walk()) {
      run(line);
    }

    Path metadata = home.resolve("store/products/ContosoKiosk/metadata");
    assertThat(metadata.resolve("3.root.json")).exists();
    assertThat(metadata.resolve("4.root.json")).doesNotExist();
    Node root = Json.read(Files.readAllBytes(metadata.resolve("2.root.json")), "2.root.json");
    assertThat(root.get("signatures").orElseThrow().elements()).hasSize(3);
    assertThat(root.at("signed", "roles", "root", "threshold").orElseThrow().integer())
        .hasValue(2L);
    Node file = Json.read(Files.readAllBytes(folder.resolve("walk/renewal.json")), "renewal.json");
    assertThat(SchemaCheck.check("ceremony", file)).isEmpty();
    assertThat(Files.readAllBytes(home.resolve("trust/ContosoKiosk/root.json")))
        .isEqualTo(Files.readAllBytes(metadata.resolve("3.root.json")));
    // A device that was made before all this, and one that is made now.
    assertThat(SampleHome.scan(home, folder.resolve("new-device"))).isEqualTo("nothing");
    Files.write(home.resolve("trust/ContosoKiosk/root.json"), first);
    assertThat(SampleHome.scan(home, folder.resolve("old-device"))).isEqualTo("nothing");
  }

  private void run(String line) throws Exception {
    String command = line.split(EXIT, 2)[0].replace("walk/", folder + "/walk/");
    int wanted = line.contains(EXIT) ? Integer.parseInt(line.split(EXIT, 2)[1].strip()) : 0;
    if (command.startsWith("export ")) {
      String[] pair = command.substring("export ".length()).split("=", 2);
      environment.put(pair[0], pair[1].replace("\"", ""));
    } else if (command.startsWith("./ducctl ")) {
      ducctl(command.substring("./ducctl ".length()), wanted);
    } else {
      List<String> words = new ArrayList<>(Arrays.asList(command.split(" +", -1)));
      Path program = Programs.require(words.remove(0));
      Programs.Result result = Programs.run(program, words.toArray(String[]::new));
      assertThat(result.exit()).as("%s%n%s", line, result.output()).isZero();
    }
  }

  private void ducctl(String arguments, int wanted) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    // Key holders have no home: theirs is a folder that stays empty.
    Map<String, String> own = new HashMap<>(environment);
    Path nowhere = folder.resolve("nowhere");
    if (arguments.contains("ceremony sign")) {
      own = new HashMap<>(Map.of("UPDATECENTER_HOME", nowhere.toString()));
    }
    Session session = new Session(stream, stream, own, Clock.systemUTC(), false, Wiring::new);
    int exit = new Ducctl(session).run(arguments.split(" +", -1));
    assertThat(exit)
        .as("%s%n%s", arguments, out.toString(StandardCharsets.UTF_8))
        .isEqualTo(wanted);
    assertThat(nowhere).doesNotExist();
  }

  private static List<String> walk() throws Exception {
    List<String> lines = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(SampleHome.CHECKOUT.resolve("docs/ceremony.md"))) {
      if (line.startsWith("```")) {
        inside = line.equals("```sh");
      } else if (inside) {
        lines.add(line);
      }
    }
    assertThat(lines).hasSizeGreaterThan(15);
    return lines;
  }
}
