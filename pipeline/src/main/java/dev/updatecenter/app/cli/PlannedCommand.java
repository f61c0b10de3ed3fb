package dev.updatecenter.app.cli;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** A command of the contract that this version of the program does not have yet. */
@Command
final class PlannedCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Unmatched @Nullable List<String> arguments;

  @Override
  public Integer call() {
    String name = spec == null ? "" : spec.qualifiedName();
    throw UpdateCenterException.error("UC1007", ExitCode.USAGE, "'" + name + "' is planned")
        .why("this version of the program does not have the command yet")
        .fix("'ducctl --help' says which commands there are")
        .state("nothing was changed")
        .build();
  }
}
