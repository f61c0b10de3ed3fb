package dev.updatecenter.app.cli;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ducctl completion}: one script serves bash and, through bashcompinit, zsh. */
@Command(name = "completion", description = "Prints completion for a shell.")
final class CompletionCommand implements Callable<Integer> {
  private final Session session;

  @Spec @Nullable CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  String shell = "";

  CompletionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (!shell.equals("bash") && !shell.equals("zsh")) {
      throw UpdateCenterException.error(
              "UC1027", ExitCode.USAGE, "there is no completion for '" + shell + "'")
          .why("the script is for bash and zsh")
          .fix("name bash or zsh")
          .state("nothing was changed")
          .build();
    }
    session
        .output()
        .line(AutoComplete.bash("ducctl", Objects.requireNonNull(spec).root().commandLine()));
    return 0;
  }
}
