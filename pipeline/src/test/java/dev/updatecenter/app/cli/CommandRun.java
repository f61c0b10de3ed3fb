package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Node;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * How a command ended.
 *
 * @param exit its exit code
 * @param out what it wrote to stdout
 * @param err what it wrote to stderr
 */
record CommandRun(int exit, String out, String err) {
  /** Runs a command in this JVM. */
  static CommandRun of(Path home, String... arguments) {
    Cli.Ran ran = new Cli(home).run((Object[]) arguments);
    return new CommandRun(ran.exit(), ran.out(), ran.err());
  }

  /** Claims how it ended. */
  CommandRun endsWith(int expected) {
    assertThat(exit).as("%s%n%s", out, err).isEqualTo(expected);
    return this;
  }

  /** What it wrote, read as JSON: nothing else may stand on stdout. */
  Node json() throws MalformedDocumentException {
    return Json.read(out.getBytes(StandardCharsets.UTF_8), "stdout");
  }
}
