package dev.updatecenter.stage.flighting.rules;

import dev.updatecenter.capability.devicemodel.Edition;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/**
 * The long-term releases of Windows 10 and 11 IoT and the last day of their updates. Microsoft
 * Lifecycle, one page a product under {@code learn.microsoft.com/lifecycle/products}, asked in
 * November 2026; ten years each for IoT.
 */
enum LongTermSupport {
  /** {@code windows-10-iot-enterprise-ltsb-2015}. */
  LTSB_2015(10240, LocalDate.of(2025, 10, 14), false),
  /** {@code windows-10-iot-enterprise-ltsb-2016}. */
  LTSB_2016(14393, LocalDate.of(2026, 10, 13), false),
  /** {@code windows-10-iot-core-ltsc} and {@code windows-10-iot-enterprise-ltsc-2019}. */
  LTSC_2019(17763, LocalDate.of(2029, 1, 9), true),
  /** {@code windows-10-iot-enterprise-ltsc-2021}. */
  LTSC_2021(19044, LocalDate.of(2032, 1, 13), false),
  /** {@code windows-11-iot-enterprise-ltsc-2024}. */
  LTSC_2024(26100, LocalDate.of(2034, 10, 10), false);

  private final int build;
  private final LocalDate end;
  private final boolean iotCore;

  LongTermSupport(int build, LocalDate end, boolean iotCore) {
    this.build = build;
    this.end = end;
    this.iotCore = iotCore;
  }

  /** The last day of updates; empty when an edition has no long-term release of this build. */
  static Optional<LocalDate> end(Edition edition, BuildFamily family) {
    return Arrays.stream(values())
        .filter(r -> family.equals(new BuildFamily(10, 0, r.build)))
        .filter(r -> r.iotCore || edition == Edition.IOT_ENTERPRISE)
        .map(r -> r.end)
        .findFirst();
  }
}
