package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.wiring.Wiring;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the walk of README.md, line by line. */
final class ReadmeWalkIT {
  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
  private static final String MARK = "<!-- A test runs this block, line by line. -->";

  private final Path folder;

  ReadmeWalkIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void everyCommandOfTheWalkSucceeds() throws Exception {
    Map<String, String> environment = new HashMap<>();
    StringBuilder said = new StringBuilder();
    for (String line : walk()) {
      if (line.startsWith("export ")) {
        for (String setting : line.substring("export ".length()).split(" ", -1)) {
          String[] pair = setting.split("=", 2);
          environment.put(pair[0], here(pair[1]));
        }
      } else if (line.startsWith("./ducctl ")) {
        said.append(run(line.substring("./ducctl ".length()), environment));
      }
    }
    assertThat(said)
        .contains("Published ContosoKiosk 10.0.2.0")
        .contains("install 10.0.2.0")
        .contains("10.0.2.0 in Preview: pass");
    assertThat(folder.resolve("walk/download/packages.json")).exists();
  }

  private String run(String line, Map<String, String> environment) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Session session =
        new Session(stream, stream, environment, Clock.systemUTC(), false, Wiring::new);
    String[] arguments = Arrays.stream(line.split(" +", -1)).map(this::here).toArray(String[]::new);
    int exit = new Ducctl(session).run(arguments);
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(exit).as("%s%n%s", line, text).isZero();
    return text;
  }

  /** The walk is told for the top of the checkout; here it leaves the checkout as it is. */
  private String here(String word) {
    if (word.startsWith("walk/")) {
      return folder.resolve(word).toString();
    }
    return word.startsWith("samples/") ? CHECKOUT.resolve(word).toString() : word;
  }

  private static List<String> walk() throws Exception {
    String readme = Files.readString(CHECKOUT.resolve("README.md"));
    int begin = readme.indexOf("```sh\n", readme.indexOf(MARK)) + "```sh\n".length();
    return readme.substring(begin, readme.indexOf("```", begin)).lines().toList();
  }
}
