package dev.updatecenter.app.cli;

import dev.updatecenter.app.wiring.SecretPrompt;
import java.io.Console;
import java.util.Optional;

/** Asks for a secret at the terminal that the process was started from. */
final class TerminalPrompt implements SecretPrompt {
  @Override
  public Optional<char[]> ask(String what) {
    Console console = System.console();
    // Newer Javas give a console without a terminal too; it answers with the end of the input.
    return console == null
        ? Optional.empty()
        : Optional.ofNullable(console.readPassword("%s: ", what));
  }
}
