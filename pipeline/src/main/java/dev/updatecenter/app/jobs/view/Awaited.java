package dev.updatecenter.app.jobs.view;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import java.util.Locale;

/**
 * What {@code wait} waits for.
 *
 * @param product whose
 * @param ring the ring
 * @param goal how far it has to be
 * @param release with which release
 */
public record Awaited(ProductName product, RingName ring, Goal goal, PackageVersion release) {
  /** How far a ring has to be. */
  public enum Goal {
    /** Devices of the ring may take the release. */
    ACTIVE,
    /** The gate let the ring pass. */
    PASSED;

    /** The word on the command line and in JSON. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public String toString() {
    return release + " in " + ring + " to be " + goal.wireName();
  }
}
