package dev.updatecenter.capability.blobstore.azure;

import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;

/**
 * The memory of all uploads of one store: buffers of one size, made when first needed and used
 * again. Whoever asks for more than there are waits in line.
 *
 * <p>Nobody waits for a second one but a reader whose first is being sent and comes back without
 * it; so the line always moves.
 */
final class Buffers {
  private final int size;
  private final Semaphore free;
  private final Deque<byte[]> made = new ArrayDeque<>();

  Buffers(int size, int count) {
    this.size = size;
    this.free = new Semaphore(count, true);
  }

  /** A buffer to be given back; what is in it is nobody's. */
  byte[] take() throws InterruptedIOException {
    try {
      free.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for memory");
    }
    synchronized (made) {
      return made.isEmpty() ? new byte[size] : made.pop();
    }
  }

  void giveBack(byte[] buffer) {
    synchronized (made) {
      made.push(buffer);
    }
    free.release();
  }
}
