package dev.updatecenter.stage.validation;

import dev.updatecenter.capability.devicemodel.Edition;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import java.util.Set;

/** What weighs less on an edition of Windows than on another. */
final class EditionWeights {
  /**
   * The rules for universal INFs: IoT Core takes no other, on a desktop edition they are good
   * advice (Microsoft, "Using a universal INF file").
   */
  private static final Set<String> UNIVERSAL =
      Set.of("UC3170", "UC3171", "UC3172", "UC3173", "UC3174", "UC3175", "UC3177");

  private EditionWeights() {}

  /** The finding with its weight on the edition of the product; as it is where that is unknown. */
  static Finding weigh(Finding finding, Examination examination) {
    boolean desktop =
        examination
            .product()
            .filter(p -> p.model().edition() == Edition.IOT_ENTERPRISE)
            .isPresent();
    return desktop && UNIVERSAL.contains(finding.code())
        ? finding.weighingAtMost(Severity.WARNING)
        : finding;
  }
}
