package dev.updatecenter.stage.validation.rules;

import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.devicemodel.Edition;
import dev.updatecenter.kernel.core.Architecture;

/** Which app packages a processor runs. */
final class AppProcessors {
  private AppProcessors() {}

  /**
   * Windows runs 32-bit apps on 64-bit processors of the same family; the desktop on arm64 also
   * emulates x86 (from 10.0.16299 on), IoT Core does not. x64 is emulated from Windows 11 on only.
   */
  static boolean run(Architecture built, DeviceModel model) {
    return switch (model.arch()) {
      case AMD64 -> built == Architecture.AMD64 || built == Architecture.X86;
      case ARM64 ->
          built == Architecture.ARM64
              || built == Architecture.ARM
              || (built == Architecture.X86 && model.edition() == Edition.IOT_ENTERPRISE);
      case ARM, X86 -> built == model.arch();
    };
  }
}
