package dev.updatecenter.stage.flighting.rules;

import dev.updatecenter.capability.devicemodel.Edition;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The long-term releases of Windows 10 and 11 IoT and the last day of their updates. Microsoft
 * Lifecycle, one page a product under {@code learn.microsoft.com/lifecycle/products}, asked in
 * November 2026; ten years each for IoT.
 */
enum LongTermSupport {
  /** {@code windows-10-iot-enterprise-ltsb-2015}. */
  LTSB_2015(10240, LocalDate.of(2025, 10, 14), Set.of(Edition.IOT_ENTERPRISE)),
  /** {@code windows-10-iot-enterprise-ltsb-2016}. */
  LTSB_2016(14393, LocalDate.of(2026, 10, 13), Set.of(Edition.IOT_ENTERPRISE)),
  /** {@code windows-10-iot-core-ltsc} and {@code windows-10-iot-enterprise-ltsc-2019}. */
  LTSC_2019(17763, LocalDate.of(2029, 1, 9), Set.of(Edition.IOT_CORE, Edition.IOT_ENTERPRISE)),
  /** {@code windows-10-iot-enterprise-ltsc-2021}. */
  LTSC_2021(19044, LocalDate.of(2032, 1, 13), Set.of(Edition.IOT_ENTERPRISE)),
  /** {@code windows-11-iot-enterprise-ltsc-2024}. */
  LTSC_2024(26100, LocalDate.of(2034, 10, 10), Set.of(Edition.IOT_ENTERPRISE));

  private final BuildFamily family;
  private final LocalDate end;
  private final Set<Edition> editions;

  LongTermSupport(int build, LocalDate end, Set<Edition> editions) {
    this.family = new BuildFamily(10, 0, build);
    this.end = end;
    this.editions = editions;
  }

  /** The last day of updates; empty when an edition has no long-term release of this build. */
  static Optional<LocalDate> end(Edition edition, BuildFamily family) {
    return Arrays.stream(values())
        .filter(r -> r.family.equals(family) && r.editions.contains(edition))
        .map(r -> r.end)
        .findFirst();
  }
}
