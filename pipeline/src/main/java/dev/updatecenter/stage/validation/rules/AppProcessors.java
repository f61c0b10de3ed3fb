package dev.updatecenter.stage.validation.rules;

import dev.updatecenter.kernel.core.Architecture;

/** Which app packages a processor runs. */
final class AppProcessors {
  private AppProcessors() {}

  /** Windows runs 32-bit apps on 64-bit processors of the same family; nothing else moves. */
  static boolean run(Architecture built, Architecture model) {
    return built == model
        || (model == Architecture.AMD64 && built == Architecture.X86)
        || (model == Architecture.ARM64 && built == Architecture.ARM);
  }
}
