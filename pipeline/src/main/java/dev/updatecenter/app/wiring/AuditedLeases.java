package dev.updatecenter.app.wiring;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Leases that watch the audit log, since whoever changes a product or uses a key holds one: before
 * the lease is given, the log has to agree with its newest copy; when it ends, what was recorded
 * meanwhile is copied.
 */
final class AuditedLeases implements Lease.Source {
  private final Lease.Source leases;
  private final Supplier<AuditTrail> trail;
  private final Consumer<Finding> warnings;
  private final boolean refusing;

  /**
   * Watches leases.
   *
   * @param refusing whether a log that was tampered with refuses the lease, or is only warned of
   */
  AuditedLeases(
      Lease.Source leases,
      Supplier<AuditTrail> trail,
      Consumer<Finding> warnings,
      boolean refusing) {
    this.leases = leases;
    this.trail = trail;
    this.warnings = warnings;
    this.refusing = refusing;
  }

  @Override
  public Lease acquire(ProductName product, String holder) {
    Lease lease = leases.acquire(product, holder);
    try {
      return new Watched(product, lease, trail.get());
    } catch (RuntimeException e) {
      lease.close();
      throw e;
    }
  }

  private final class Watched implements Lease {
    private final ProductName product;
    private final Lease lease;
    private final AuditTrail trail;
    private long copied;
    private boolean compared;
    private boolean tampered;
    private boolean closed;

    Watched(ProductName product, Lease lease, AuditTrail trail) {
      this.product = product;
      this.lease = lease;
      this.trail = trail;
      try {
        compare();
      } catch (UpdateCenterException e) {
        if (e.exit() == ExitCode.USAGE && refusing) {
          throw e; // a wrong configuration does not pass, and the store would be used with it
        } else if (e.exit() != ExitCode.UNTRUSTED) {
          warn("UC5037", "the audit log of " + product + " was not compared with its copy", e);
        } else if (refusing) {
          throw e;
        } else {
          tampered = true;
          warnings.accept(
              Finding.warning(e.code(), "audit log of " + product, String.valueOf(e.getMessage()))
                  .because(e.why() + "; until it is settled nothing is copied to the store")
                  .fixedBy(e.fix()));
        }
      }
    }

    private void compare() {
      copied = trail.compareNewest(product);
      compared = true;
    }

    @Override
    public void check() {
      lease.check();
    }

    @Override
    public synchronized void close() {
      if (closed) {
        return;
      }
      closed = true;
      try {
        lease.check(); // without it, another run may be copying
        if (tampered) {
          return;
        }
        if (!compared) {
          compare();
        }
        trail.copy(product, copied);
      } catch (RuntimeException e) {
        // What was done is done, and the next run copies these records too.
        warn("UC5038", "the audit log of " + product + " was not copied to the store", e);
      } finally {
        lease.close();
      }
    }

    private void warn(String code, String message, RuntimeException e) {
      String why = e instanceof UpdateCenterException u ? ": " + u.why() : "";
      warnings.accept(
          Finding.warning(code, "audit log of " + product, message)
              .because(e.getMessage() + why)
              .fixedBy(
                  "mend what keeps the store from being used, then run 'ducctl audit verify'"));
    }
  }
}
