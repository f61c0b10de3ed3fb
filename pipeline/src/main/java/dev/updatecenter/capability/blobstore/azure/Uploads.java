package dev.updatecenter.capability.blobstore.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.ETag;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Sends content: by one request what fits into a buffer, in blocks what is longer. */
final class Uploads {
  /** Less than this is worth no buffer that others may wait for. */
  private static final int SMALL = 1 << 16;

  private final Attempts attempts;
  private final Buffers buffers;
  private final int block;
  private final Executor senders;

  Uploads(Attempts attempts, AzureLimits limits) {
    this.attempts = attempts;
    this.block = limits.block();
    this.buffers = new Buffers(limits.block(), limits.buffers());
    this.senders = senders(limits.buffers());
  }

  /** As many threads as blocks can be on their way; gone when idle, never in the way of an exit. */
  private static Executor senders(int count) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            count,
            count,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "azure-block");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /**
   * Stores content under a name that is free.
   *
   * @return false when it is not, or another writer's commit took our blocks with it
   */
  boolean put(BlockBlobClient blob, Written written, BlobSource source) throws IOException {
    if (source.length() > block) {
      return new StagedUpload(blob, written, attempts, buffers, senders).send(source);
    }
    if (source.length() < SMALL) {
      return putOnce(blob, written, source, new byte[(int) source.length() + 1]);
    }
    byte[] buffer = buffers.take();
    try {
      return putOnce(blob, written, source, buffer);
    } finally {
      buffers.giveBack(buffer);
    }
  }

  private boolean putOnce(BlockBlobClient blob, Written written, BlobSource source, byte[] buffer)
      throws IOException {
    try (Content content = new Content(written.name(), source)) {
      int length = content.next(buffer);
      byte[] md5 = content.verified();
      BlobRequestConditions absent = new BlobRequestConditions().setIfNoneMatch("*");
      return write(blob, written, buffer, length, md5, absent).isPresent();
    }
  }

  /** Writes under a condition; empty when it does not hold. */
  Optional<ETag> swap(
      BlockBlobClient blob, Written written, byte[] content, BlobRequestConditions condition) {
    byte[] md5 = Content.newMd5().digest(content);
    return write(blob, written, content, content.length, md5, condition);
  }

  private Optional<ETag> write(
      BlockBlobClient blob,
      Written written,
      byte[] buffer,
      int length,
      byte[] md5,
      BlobRequestConditions condition) {
    return attempts.of(
        "put " + written.name(),
        again -> {
          BlockBlobSimpleUploadOptions options =
              new BlockBlobSimpleUploadOptions(Body.of(buffer, length))
                  .setContentMd5(md5)
                  .setHeaders(written.headers(md5))
                  .setMetadata(written.metadata())
                  .setRequestConditions(condition);
          try {
            var answer = blob.uploadWithResponse(options, null, Context.NONE);
            return Optional.of(new ETag(answer.getValue().getETag()));
          } catch (BlobStorageException e) {
            if (Taken.says(e)) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }
}
