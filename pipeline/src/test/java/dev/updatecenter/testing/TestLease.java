package dev.updatecenter.testing;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.UpdateCenterException;

/** A lease that a test can take away. */
public final class TestLease implements Lease {
  private volatile boolean lost;

  /** From now on another process has it. */
  public void lose() {
    lost = true;
  }

  @Override
  public void check() {
    if (lost) {
      throw UpdateCenterException.error("UC1023", ExitCode.CONFLICT, "the lease was lost").build();
    }
  }

  @Override
  public void close() {}
}
