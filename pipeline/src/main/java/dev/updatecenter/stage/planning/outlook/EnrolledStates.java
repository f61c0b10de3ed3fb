package dev.updatecenter.stage.planning.outlook;

import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.RunningState;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.stage.reporting.ReportLedger;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What the enrolled devices of a ring last reported.
 *
 * @param ledger keeps it
 * @param product whose devices
 * @param ring of which ring
 */
public record EnrolledStates(ReportLedger ledger, ProductName product, RingName ring)
    implements RingStates {
  @Override
  public List<RunningState> counted() {
    return ledger.states(product, ring);
  }

  @Override
  public void each(BiConsumer<RunningState, DeviceId> each) {
    ledger.running(product, ring, each);
  }
}
