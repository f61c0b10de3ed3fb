package dev.updatecenter.app.cli;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line as a whole: parses, runs one command, turns what it throws into words. */
final class Ducctl {
  private final Session session;

  Ducctl(Session session) {
    this.session = session;
  }

  /** The root command. */
  @Command(
      name = "ducctl",
      description = "Signs, publishes and flights update packages for Windows IoT device models.",
      synopsisSubcommandLabel = "COMMAND",
      sortOptions = false)
  static final class Root {}

  /** Runs a command line and gives the exit code. */
  int run(String... args) {
    try {
      return commandLine().execute(args);
    } catch (Error e) {
      // The library hands only exceptions to its handler; what scripts read must hold for all.
      return failed(e);
    }
  }

  CommandLine commandLine() {
    CommandLine root = Commands.tree(session);
    root.getCommandSpec()
        .addMixin("global", CommandLine.Model.CommandSpec.forAnnotatedObject(session.options()));
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setParameterExceptionHandler(this::usage);
    root.setExecutionExceptionHandler((e, command, parsed) -> failed(e));
    root.setOut(new PrintWriter(session.out(), true, StandardCharsets.UTF_8));
    root.getHelpSectionMap()
        .put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "\n");
    root.getHelpSectionMap()
        .put(
            CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
            help -> new CommandTable(root).text());
    root.setErr(new PrintWriter(session.err(), true, StandardCharsets.UTF_8));
    return root;
  }

  /** A command line that cannot be parsed: exit 2, with the nearest words known. */
  private int usage(ParameterException e, String[] args) {
    List<String> near =
        e instanceof CommandLine.UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    session
        .output()
        .error(
            UpdateCenterException.error("UC1030", ExitCode.USAGE, String.valueOf(e.getMessage()))
                .where(name)
                .fix(
                    near.isEmpty()
                        ? "'" + name + " --help' says what it takes"
                        : "did you mean " + String.join(" or ", near) + "?")
                .state("nothing was changed")
                .build());
    return ExitCode.USAGE.code();
  }

  private int failed(Throwable e) {
    UpdateCenterException error = e instanceof UpdateCenterException known ? known : Faults.of(e);
    session.output().error(error);
    if (session.options().verbose || error.exit() == ExitCode.BUG) {
      e.printStackTrace(session.err());
    }
    return error.exit().code();
  }
}
