package dev.updatecenter.capability.authenticode.jsign;

import dev.updatecenter.kernel.core.UpdateCenterException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens a key of a service in a process of its own: limits of its network are set once a process.
 */
public final class OpenServiceKeyMain {
  private OpenServiceKeyMain() {}

  /**
   * Takes the key's address and a PEM file with its chain; ends with the exit code of the fault.
   */
  public static void main(String[] args) {
    try {
      ServiceKey.open(
          ServiceAddress.parse(args[0], "keys.release"),
          LoopbackVault.TOKEN.toCharArray(),
          Optional.of(Path.of(args[1])));
    } catch (UpdateCenterException e) {
      System.exit(e.exit().code());
    }
  }
}
