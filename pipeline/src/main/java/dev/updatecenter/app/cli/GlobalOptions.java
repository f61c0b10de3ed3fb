package dev.updatecenter.app.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What every command takes, before or behind its name. */
final class GlobalOptions {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "State folder; else UPDATECENTER_HOME, else .updatecenter here.")
  @Nullable String home;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "updatecenter.yaml; else UPDATECENTER_CONFIG, else the home's, else the one here.")
  @Nullable Path config;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      scope = ScopeType.INHERIT,
      description = "human, json or ndjson.")
  @Nullable OutputFormat output;

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "The same as -o json.")
  boolean json;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "No narration on stderr.")
  boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Says more on stderr; a bug comes with its stack.")
  boolean verbose;

  @Option(
      names = "--progress",
      paramLabel = "HOW",
      scope = ScopeType.INHERIT,
      description = "auto, tty, plain or none.")
  @Nullable ProgressStyle progress;

  @Option(
      names = "--no-input",
      scope = ScopeType.INHERIT,
      description = "Never prompts; implied without a terminal.")
  boolean noInput;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Says what a command takes.")
  boolean help;

  OutputFormat format() {
    OutputFormat given = output == null ? OutputFormat.HUMAN : output;
    return json ? OutputFormat.JSON : given;
  }
}
