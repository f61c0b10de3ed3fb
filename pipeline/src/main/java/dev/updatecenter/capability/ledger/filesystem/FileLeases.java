package dev.updatecenter.capability.ledger.filesystem;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.FileMutex;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Leases as file locks on {@code <locks>/<product>}; who holds one stands in {@code
 * <locks>/.holders/<product>}, apart, because a process that opens and closes the locked file gives
 * its lock away. Between processes of one machine, not across a network file system that does not
 * lock.
 */
public final class FileLeases implements Lease.Source {
  private final Path locks;
  private final Clock clock;

  /**
   * Leases in a folder, which is created when the first one is asked for.
   *
   * @param locks the same folder for all who share a home
   */
  public FileLeases(Path locks, Clock clock) {
    this.locks = locks;
    this.clock = clock;
  }

  @Override
  public Lease acquire(ProductName product, String holder) {
    LeaseHolder note = new LeaseHolder(locks.resolve(".holders").resolve(product.value()));
    try {
      Files.createDirectories(note.folder());
      FileMutex mutex =
          FileMutex.tryAcquire(locks.resolve(product.value()))
              .orElseThrow(() -> refused(product, note.read()));
      return taken(product, mutex, note, holder);
    } catch (IOException e) {
      throw unusable(product, e);
    }
  }

  private Lease taken(ProductName product, FileMutex mutex, LeaseHolder note, String holder)
      throws IOException {
    try {
      note.write(holder, ProcessHandle.current().pid(), clock.instant());
      return new FileLease(product, mutex, note);
    } catch (IOException e) {
      mutex.close();
      throw e;
    }
  }

  private static UpdateCenterException refused(ProductName product, String holder) {
    return UpdateCenterException.error(
            "UC5030", ExitCode.CONFLICT, "another run is changing " + product)
        .where(product)
        .why("held by " + holder)
        .fix("wait for it to end, or end it; what it held is free at once")
        .state("nothing was changed by this run")
        .build();
  }

  static UpdateCenterException unusable(ProductName product, IOException e) {
    return UpdateCenterException.error(
            "UC5032", ExitCode.DISK, "the lease of " + product + " cannot be taken or kept")
        .where(product)
        .why(e.getClass().getSimpleName() + ": " + e.getMessage())
        .fix("mend the permissions of the folder of locks, or free space")
        .state("nothing was changed without the lease")
        .cause(e)
        .build();
  }
}
