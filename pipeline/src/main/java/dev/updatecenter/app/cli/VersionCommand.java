package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.VersionJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ducctl version}. */
@Command(name = "version", description = "Prints the version.")
final class VersionCommand implements Callable<Integer> {
  private final Session session;

  VersionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String java = System.getProperty("java.version");
    String program = Versions.program();
    Output output = session.output();
    output.result(
        new VersionJson(1, "Update Center", program, java),
        () -> output.line("Update Center " + program + " (Java " + java + ")"));
    return 0;
  }
}
