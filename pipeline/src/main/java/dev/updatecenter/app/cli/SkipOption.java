package dev.updatecenter.app.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --skip-ring --reason TEXT}: a ring before need not have passed, and why. */
final class SkipOption {
  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec mixee;

  @Option(names = "--skip-ring", description = "The ring before need not have passed.")
  boolean skip;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; goes on record.")
  @Nullable String why;

  Optional<String> reason() {
    if (!skip && why != null && mixee != null) {
      throw new ParameterException(mixee.commandLine(), "--reason goes with --skip-ring");
    }
    if (skip && (why == null || why.isBlank()) && mixee != null) {
      throw new ParameterException(mixee.commandLine(), "--skip-ring needs a --reason");
    }
    return skip ? Optional.ofNullable(why) : Optional.empty();
  }
}
