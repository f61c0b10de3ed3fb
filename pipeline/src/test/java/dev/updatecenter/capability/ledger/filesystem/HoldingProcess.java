package dev.updatecenter.capability.ledger.filesystem;

import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import java.nio.file.Path;
import java.time.Clock;

/** A process that takes a lease, says so, and keeps it until it is killed. */
final class HoldingProcess {
  private HoldingProcess() {}

  public static void main(String[] arguments) throws Exception {
    Lease.Source leases = new FileLeases(Path.of(arguments[0]), Clock.systemUTC());
    try (Lease lease = leases.acquire(new ProductName(arguments[1]), "submit 10.0.2.0")) {
      lease.check();
      System.out.println("held");
      while (System.in.read() >= 0) {
        lease.check();
      }
    }
  }
}
