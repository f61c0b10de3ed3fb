package dev.updatecenter.app.cli;

import dev.updatecenter.app.wiring.Configuration;
import dev.updatecenter.app.wiring.ConfigurationReader;
import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.app.wiring.SecretPrompt;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.Progress;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** One invocation: the streams, the environment, the time, and what the global options say. */
final class Session {
  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;
  private final Clock clock;
  private final boolean terminal;
  private final WiringFactory factory;
  private final GlobalOptions options = new GlobalOptions();

  /** Makes the wiring; tests put decorators around adapters here. */
  @FunctionalInterface
  interface WiringFactory {
    Wiring make(Home home, Configuration configuration, Clock clock, Progress progress);
  }

  Session(
      PrintStream out,
      PrintStream err,
      Map<String, String> environment,
      Clock clock,
      boolean terminal,
      WiringFactory factory) {
    this.out = out;
    this.err = err;
    this.environment = Map.copyOf(environment);
    this.clock = clock;
    this.terminal = terminal;
    this.factory = factory;
  }

  GlobalOptions options() {
    return options;
  }

  Clock clock() {
    return clock;
  }

  /** Where results go. */
  PrintStream out() {
    return out;
  }

  /** Where narration and stack traces go. */
  PrintStream err() {
    return err;
  }

  Output output() {
    boolean colour = terminal && !environment.containsKey("NO_COLOR");
    return new Output(out, err, options.format(), options.quiet, colour);
  }

  Home home() {
    String given = options.home;
    if (given != null) {
      return HomeFolder.named(given);
    }
    String variable = environment.getOrDefault("UPDATECENTER_HOME", "");
    return HomeFolder.named(variable.isBlank() ? ".updatecenter" : variable);
  }

  Configuration configuration() {
    return reader().read(Optional.ofNullable(options.config), home());
  }

  private ConfigurationReader reader() {
    boolean asks = terminal && !options.noInput;
    return new ConfigurationReader(environment, asks ? new TerminalPrompt() : SecretPrompt.NONE);
  }

  /** The configuration; where none trusts anybody, that of a folder. */
  Configuration configurationNear(Path folder) {
    Configuration usual = configuration();
    Path near = folder.resolve("updatecenter.yaml");
    return usual.trust().codeSigning().isEmpty() && Files.isRegularFile(near)
        ? reader().read(Optional.of(near), home())
        : usual;
  }

  Progress progress() {
    return new WarningProgress(shown(), output());
  }

  private Progress shown() {
    ProgressStyle style = options.progress == null ? ProgressStyle.AUTO : options.progress;
    if (options.quiet || style == ProgressStyle.NONE) {
      return Progress.NONE;
    }
    return redraws() ? new BarProgress(err, clock) : new LineProgress(err, clock);
  }

  /** Whether stderr takes what is drawn over itself. */
  boolean redraws() {
    ProgressStyle style = options.progress == null ? ProgressStyle.AUTO : options.progress;
    return !options.quiet
        && (style == ProgressStyle.TTY || (style == ProgressStyle.AUTO && terminal));
  }

  /** Adapters over the home; the caller closes it. */
  Wiring wiring() {
    return factory.make(HomeFolder.usable(home()), configuration(), clock, progress());
  }

  /** What somebody at the terminal answers; empty where nobody can be asked. */
  Optional<String> asks(String question) {
    return terminal && !options.noInput
        ? Optional.ofNullable(System.console())
            .flatMap(console -> Optional.ofNullable(console.readLine("%s", question)))
        : Optional.empty();
  }
}
