package dev.updatecenter.capability.format.cbs;

import dev.updatecenter.capability.format.Executable;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import java.util.ArrayList;
import java.util.List;

/** UC3048: what a package holds was built for the machine that its manifest names. */
public final class ExecutableRules {
  private ExecutableRules() {}

  /** Says every executable that a device of {@code declared} could not run. */
  public static List<Finding> check(Architecture declared, List<Executable> executables) {
    List<Finding> findings = new ArrayList<>();
    for (Executable executable : executables) {
      executable
          .architecture()
          .filter(built -> !runs(built, declared, executable.kernelMode()))
          .map(
              built ->
                  executable.name() + " is built for " + built + ", the package for " + declared)
          .map(message -> weighed(executable, message))
          .ifPresent(findings::add);
    }
    return findings;
  }

  private static Finding weighed(Executable executable, String message) {
    Finding finding =
        executable.kernelMode()
            ? Finding.error("UC3048", "", message)
            : Finding.warning("UC3048", "", message);
    return finding
        .because(
            executable.kernelMode()
                ? "Windows loads drivers of its own architecture only."
                : "Windows runs such a program only if it has an emulator for it.")
        .fixedBy("Take the file from the build for the package's architecture.");
  }

  /**
   * PE/COFF 3.3.1: managed code for any processor says x86. The 64-bit Windows run 32-bit programs
   * of their family.
   */
  private static boolean runs(Architecture built, Architecture declared, boolean kernelMode) {
    if (built == declared) {
      return true;
    }
    return !kernelMode
        && (built == Architecture.X86
            || (built == Architecture.ARM && declared == Architecture.ARM64));
  }
}
