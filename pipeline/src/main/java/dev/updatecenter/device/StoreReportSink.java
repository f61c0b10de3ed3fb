package dev.updatecenter.device;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.CachePolicy;

/** Reports into a store that the device can write to itself, such as a folder. */
public final class StoreReportSink implements ReportSink {
  private final BlobStore store;

  /**
   * Into a store.
   *
   * @param store the private part; nothing of it is ever published
   */
  public StoreReportSink(BlobStore store) {
    this.store = store;
  }

  @Override
  public void deliver(BlobName name, byte[] report) {
    store.putIfAbsent(name, BlobSource.of(report), CachePolicy.MUTABLE_PRIVATE);
  }
}
