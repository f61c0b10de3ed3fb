package dev.updatecenter.app.jobs.view;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.reporting.EnrolledDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds enrolled devices by their ids, or by the first digits. */
public final class DeviceSearch {
  private static final Pattern PREFIX = Pattern.compile("[0-9a-f]{12,64}");
  private static final int MOST = 3;

  private final Wiring wiring;

  /** Searches a home. */
  public DeviceSearch(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * One device, in each product that it is enrolled for.
   *
   * @param id 64 hex digits, or 12 or more of the first
   * @return one entry a product; never empty
   * @throws UpdateCenterException exit 2 when it is no id, or several devices have these digits;
   *     exit 5 when none has
   */
  public List<EnrolledDevice> require(String id) {
    requireForm(id);
    List<EnrolledDevice> found = new ArrayList<>();
    for (RegisteredProduct product : wiring.models().list()) {
      found.addAll(wiring.reports().startingWith(product.model().product(), id, MOST));
    }
    if (found.isEmpty()) {
      throw unknown(id);
    }
    if (found.stream().map(EnrolledDevice::device).distinct().count() > 1) {
      throw several(id, found);
    }
    return found;
  }

  /** Refuses what cannot be an id at all. */
  public static void requireForm(String id) {
    if (!PREFIX.matcher(id).matches()) {
      throw UpdateCenterException.error("UC7031", ExitCode.USAGE, "this names no single device")
          .where(id)
          .why("an id has 64 hex digits, in lower case; the first 12 will do")
          .fix("'ducctl device list' has the ids")
          .state("nothing was changed")
          .build();
    }
  }

  /** What to throw for a device that nobody enrolled: exit 5. */
  public static UpdateCenterException unknown(String id) {
    return UpdateCenterException.error("UC7030", ExitCode.NOT_FOUND, "no such device is enrolled")
        .where(id)
        .why("only enrolled devices are known; what others say is passed over")
        .fix("'ducctl device enrol' enrols it; 'ducctl device scan --explain' on it says more")
        .state("nothing was changed")
        .build();
  }

  private static UpdateCenterException several(String id, List<EnrolledDevice> found) {
    return UpdateCenterException.error("UC7031", ExitCode.USAGE, "this names no single device")
        .where(id)
        .why(
            "these begin so: " + found.stream().map(d -> d.device().toString()).distinct().toList())
        .fix("name more digits")
        .state("nothing was changed")
        .build();
  }
}
