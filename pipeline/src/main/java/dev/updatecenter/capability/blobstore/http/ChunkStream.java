package dev.updatecenter.capability.blobstore.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The content of an answer as a stream that does not wait for ever. The request's own time-out ends
 * with the header of the answer; an edge that then falls silent would hold the reader.
 */
final class ChunkStream extends InputStream implements HttpResponse.BodySubscriber<InputStream> {
  private final LinkedBlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final Duration stall;
  private volatile Flow.@Nullable Subscription subscription;
  private volatile boolean closed;
  private Signal current = new Signal(List.of(), null, false);
  private int index;

  /** A piece of content, or the end, with its fault if it has one. */
  private record Signal(List<ByteBuffer> buffers, @Nullable Throwable fault, boolean end) {}

  ChunkStream(Duration stall) {
    this.stall = stall;
  }

  /** At once: what waits for the end of the content would wait as long as the edge likes. */
  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (closed) {
      given.cancel();
    } else {
      given.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    signals.add(new Signal(buffers, null, false));
  }

  @Override
  public void onError(Throwable fault) {
    signals.add(new Signal(List.of(), fault, true));
  }

  @Override
  public void onComplete() {
    signals.add(new Signal(List.of(), null, true));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    ByteBuffer buffer = nextBuffer();
    if (buffer == null) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(target, offset, count);
    return count;
  }

  @Override
  public void close() {
    closed = true;
    Flow.Subscription given = subscription;
    if (given != null) {
      given.cancel();
    }
    signals.clear();
    signals.add(new Signal(List.of(), new IOException("closed"), true));
  }

  /** The next buffer with something in it; null at the end. */
  private @Nullable ByteBuffer nextBuffer() throws IOException {
    while (true) {
      for (; index < current.buffers().size(); index++) {
        if (current.buffers().get(index).hasRemaining()) {
          return current.buffers().get(index);
        }
      }
      if (current.end()) {
        if (current.fault() != null) {
          throw new IOException("the content broke off: " + current.fault(), current.fault());
        }
        return null;
      }
      current = await();
      index = 0;
      Flow.Subscription given = subscription;
      if (!current.end() && given != null) {
        given.request(1);
      }
    }
  }

  private Signal await() throws IOException {
    try {
      Signal signal = signals.poll(stall.toMillis(), TimeUnit.MILLISECONDS);
      if (signal == null) {
        close();
        throw new HttpTimeoutException("no content for " + stall.toSeconds() + " s");
      }
      return signal;
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading");
    }
  }
}
