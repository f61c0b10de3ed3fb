package dev.updatecenter.app.cli;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobReader;
import dev.updatecenter.kernel.core.ProductName;
import java.time.Duration;
import java.util.Arrays;

/**
 * What a CDN shows of the demo's publication. Its copy of {@code timestamp.json} may be as old as
 * {@code max-age} allows; real devices come later, the demo's are there at once.
 */
final class DemoEdge {
  // tuf-js takes no longer one, and ours is far below.
  private static final int MAX_TIMESTAMP = 16_384;
  private static final Duration STEP = Duration.ofMillis(500);
  // Thirty seconds, and as long again for a cache behind a cache.
  private static final int STEPS = 120;

  /** Waits; a test passes one that only takes notes. */
  @FunctionalInterface
  interface Pause {
    void await(Duration duration) throws InterruptedException;
  }

  private final BlobReader store;
  private final BlobReader edge;
  private final Pause pause;

  DemoEdge(BlobReader store, BlobReader edge, Pause pause) {
    this.store = store;
    this.edge = edge;
    this.pause = pause;
  }

  /**
   * Waits until the CDN shows what is published now.
   *
   * @param waits told once, before the first pause
   * @return false when it still does not after a minute
   */
  boolean await(ProductName product, Runnable waits) {
    BlobName name = new BlobName("products/" + product + "/metadata/timestamp.json");
    for (int i = 0; i < STEPS; i++) {
      if (Arrays.equals(bytes(store, name), bytes(edge, name))) {
        return true;
      }
      if (i == 0) {
        waits.run();
      }
      try {
        pause.await(STEP);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  private static byte[] bytes(BlobReader reader, BlobName name) {
    return reader.read(name, MAX_TIMESTAMP).orElse(new byte[0]);
  }
}
