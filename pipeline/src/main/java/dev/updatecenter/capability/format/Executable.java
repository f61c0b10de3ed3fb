package dev.updatecenter.capability.format;

import dev.updatecenter.kernel.core.Architecture;
import java.util.Optional;

/**
 * A portable executable that a package holds, by its headers.
 *
 * @param name as the package spells it
 * @param architecture what it was built for; empty for a machine that Windows IoT has not
 * @param kernelMode whether the kernel loads it: a driver, or a library of drivers
 * @param signed whether it carries an embedded signature, good or bad
 * @param portable whether it holds no code of a processor: compiled where it runs (.NET)
 */
public record Executable(
    String name,
    Optional<Architecture> architecture,
    boolean kernelMode,
    boolean signed,
    boolean portable) {
  /**
   * Whether Windows on that processor can load it: its own machine, and in user mode the 32-bit one
   * of the same family.
   */
  public boolean runsOn(Architecture device) {
    if (portable) {
      return true;
    }
    Architecture own = architecture.orElse(null);
    return own == device
        || (!kernelMode && own == Architecture.X86 && device != Architecture.ARM)
        || (!kernelMode && own == Architecture.ARM && device == Architecture.ARM64);
  }

  /** The same under another name. */
  public Executable called(String other) {
    return new Executable(other, architecture, kernelMode, signed, portable);
  }

  /** The processor, to be shown. */
  public String machine() {
    return architecture.map(Architecture::wireName).orElse("another processor");
  }
}
