package dev.updatecenter.stage.validation;

import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.submission.RingSettings;
import java.util.List;

/**
 * What every release has to ask of a ring at least ({@code least[]} of policy.yaml).
 *
 * @param ring the ring
 * @param approvals least number of approvals of a flight
 * @param manual whether somebody has to start its flight
 * @param ramp the widest ramp: at no time may a release reach a larger share; empty for any
 * @param gate the loosest gate
 */
public record LeastRing(
    RingName ring,
    int approvals,
    boolean manual,
    List<RingSettings.RampStep> ramp,
    LeastGate gate) {
  /** Copies. */
  public LeastRing {
    ramp = List.copyOf(ramp);
  }
}
