package dev.updatecenter.capability.blobstore.azure;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/** The blocks of one blob on their way, each in a buffer of its own that comes back sent or not. */
final class BlocksInFlight implements AutoCloseable {
  private final Buffers buffers;
  private final Executor senders;
  private final List<CompletableFuture<String>> blocks = new ArrayList<>();
  private volatile boolean givenUp;

  BlocksInFlight(Buffers buffers, Executor senders) {
    this.buffers = buffers;
    this.senders = senders;
  }

  /** Sends one block. */
  interface Sender {
    /**
     * Sends.
     *
     * @param index of the block
     * @param length how much of the buffer is the block's
     * @return the id of the block
     */
    String send(int index, byte[] buffer, int length);
  }

  /** Reads a block and has it sent; false at the end, and when an earlier one failed. */
  boolean send(Content content, Sender sender) throws IOException {
    byte[] buffer = buffers.take();
    int length = 0;
    try {
      length = givenUp ? 0 : content.next(buffer);
    } finally {
      if (length == 0) {
        buffers.giveBack(buffer);
      }
    }
    if (length > 0) {
      start(sender, buffer, length);
    }
    return length > 0;
  }

  private void start(Sender sender, byte[] buffer, int length) {
    int index = blocks.size();
    CompletableFuture<String> block = new CompletableFuture<>();
    blocks.add(block);
    senders.execute(
        () -> {
          try {
            if (givenUp) {
              block.cancel(false);
            } else {
              block.complete(sender.send(index, buffer, length));
            }
          } catch (RuntimeException | Error e) {
            givenUp = true;
            block.completeExceptionally(e);
          } finally {
            buffers.giveBack(buffer);
          }
        });
  }

  /** The ids in order, when all are sent; the first that failed says why. */
  List<String> all() throws IOException {
    List<String> ids = new ArrayList<>();
    RuntimeException failure = null;
    for (CompletableFuture<String> block : blocks) {
      try {
        ids.add(block.get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while sending");
      } catch (java.util.concurrent.CancellationException e) {
        failure = failure == null ? e : failure;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) e.getCause();
      }
    }
    if (failure != null) {
      throw failure;
    }
    return ids;
  }

  /** What is not on its way yet is not sent any more. */
  @Override
  public void close() {
    givenUp = true;
  }
}
