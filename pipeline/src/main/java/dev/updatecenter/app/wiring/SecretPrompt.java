package dev.updatecenter.app.wiring;

import java.util.Optional;

/** Port: asks a person at a terminal for a secret, without showing it. */
@FunctionalInterface
public interface SecretPrompt {
  /** There is no terminal, or nobody is to be asked. */
  SecretPrompt NONE = what -> Optional.empty();

  /**
   * Asks.
   *
   * @param what is wanted, such as {@code PIN of token 'ev'}
   * @return the answer, to be wiped by the caller; empty where nobody can be asked
   */
  Optional<char[]> ask(String what);
}
