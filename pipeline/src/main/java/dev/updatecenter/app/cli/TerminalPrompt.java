package dev.updatecenter.app.cli;

import dev.updatecenter.app.wiring.SecretPrompt;
import java.util.Optional;

/** Asks for a secret at the terminal that the process was started from. */
final class TerminalPrompt implements SecretPrompt {
  @Override
  public Optional<char[]> ask(String what) {
    // None without a terminal; newer Javas give one all the same, which answers with nothing.
    return Optional.ofNullable(System.console())
        .flatMap(console -> Optional.ofNullable(console.readPassword("%s: ", what)));
  }
}
