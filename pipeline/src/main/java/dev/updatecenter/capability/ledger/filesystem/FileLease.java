package dev.updatecenter.capability.ledger.filesystem;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.FileMutex;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;

/** A lease that is held as long as its file is locked and still the file others would lock. */
final class FileLease implements Lease {
  private final ProductName product;
  private final FileMutex mutex;
  private final LeaseHolder note;
  private boolean closed;

  FileLease(ProductName product, FileMutex mutex, LeaseHolder note) {
    this.product = product;
    this.mutex = mutex;
    this.note = note;
  }

  @Override
  public void check() {
    if (!isHeld()) {
      throw UpdateCenterException.error(
              "UC5031", ExitCode.CONFLICT, "the lease of " + product + " was lost")
          .where(product)
          .why("its lock file was deleted or replaced, so another run may hold a lease too")
          .fix("let nobody delete lock files, then run the same command again: it continues")
          .state("this run used no key and published nothing after it lost the lease")
          .build();
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      try {
        if (mutex.held()) {
          note.delete(); // else it may be another's by now
        }
      } finally {
        mutex.close();
      }
    } catch (IOException e) {
      throw FileLeases.unusable(product, e);
    }
  }

  private boolean isHeld() {
    try {
      return mutex.held();
    } catch (IOException e) {
      throw FileLeases.unusable(product, e);
    }
  }
}
