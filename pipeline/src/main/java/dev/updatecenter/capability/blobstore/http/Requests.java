package dev.updatecenter.capability.blobstore.http;

import dev.updatecenter.capability.blobstore.StoreFault;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Sends a request until it is answered, at most so often, pausing longer each time. */
final class Requests {
  private final Sender sender;
  private final HttpLimits limits;
  private final Pause pause;
  private final RandomGenerator jitter;

  Requests(HttpLimits limits, Pause pause, RandomGenerator jitter) {
    this.sender = new Sender(limits);
    this.limits = limits;
    this.pause = pause;
    this.jitter = jitter;
  }

  /** What is to be made of an answer; may be asked for again when it fails. */
  interface Reading<T> {
    T from(Answer answer) throws IOException;
  }

  /**
   * Asks and reads.
   *
   * @param range the value of a {@code Range} header, or empty
   */
  <T> T get(URI uri, String range, Reading<T> reading) {
    for (int attempt = 1; ; attempt++) {
      try {
        Answer answer = sender.send(uri, range);
        if (!answer.mayPass()) {
          return reading.from(answer);
        }
        answer.content().close();
        throw new IOException("HTTP status " + answer.status());
      } catch (InterruptedIOException e) {
        throw StoreFault.unavailable(uri, "interrupted", e);
      } catch (IOException e) {
        if (attempt == limits.attempts()) {
          throw StoreFault.unavailable(uri, "after " + attempt + " attempts: " + e, e);
        }
        rest(uri, attempt);
      }
    }
  }

  /** Between half and the whole of the doubled pause: devices must not come back all at once. */
  private void rest(URI uri, int attempt) {
    Duration most = limits.firstPause().multipliedBy(1L << Math.min(attempt - 1, 10));
    long half = most.toMillis() / 2;
    try {
      pause.await(Duration.ofMillis(half + jitter.nextLong(half + 1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreFault.unavailable(uri, "interrupted", e);
    }
  }
}
