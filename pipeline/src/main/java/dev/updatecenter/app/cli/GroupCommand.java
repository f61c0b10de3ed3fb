package dev.updatecenter.app.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only holds others: without one of them it is a mistake. */
@Command
final class GroupCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec own = Objects.requireNonNull(spec);
    throw new ParameterException(
        own.commandLine(),
        "one of "
            + String.join(", ", own.subcommands().keySet())
            + " is missing behind '"
            + own.qualifiedName()
            + "'");
  }
}
