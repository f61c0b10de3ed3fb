package dev.updatecenter.kernel.core;

/**
 * Port: the right to change one product, held by one process at a time. It ends when it is closed
 * or when its process dies, never by a time-out.
 */
public interface Lease extends AutoCloseable {
  /**
   * Throws unless the lease is still held: asked before each use of a key and before the swap of
   * {@code timestamp.json}.
   *
   * @throws UpdateCenterException exit 6 when it was lost
   */
  void check();

  @Override
  void close();

  /** Hands out leases. */
  interface Source {
    /**
     * Takes the lease of a product at once or not at all.
     *
     * @param holder what takes it, told to whoever is refused, such as {@code submit 10.0.2.0}
     * @throws UpdateCenterException exit 6, naming the holder, when another process or thread holds
     *     it
     */
    Lease acquire(ProductName product, String holder);
  }
}
