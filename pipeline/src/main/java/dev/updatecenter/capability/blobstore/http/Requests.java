package dev.updatecenter.capability.blobstore.http;

import dev.updatecenter.capability.blobstore.StoreFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Sends a request until it is answered, at most so often, pausing longer each time. */
final class Requests {
  private static final int MAX_REDIRECTS = 5;

  private final HttpClient client;
  private final HttpLimits limits;
  private final Pause pause;
  private final RandomGenerator jitter;

  Requests(HttpLimits limits, Pause pause, RandomGenerator jitter) {
    // Redirects are followed here: the client would go from http to https and to any port.
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.connect())
            .build();
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
        Answer answer = send(uri, range);
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

  private Answer send(URI uri, String range) throws IOException {
    URI at = uri;
    for (int i = 0; i <= MAX_REDIRECTS; i++) {
      Answer answer = sendOnce(at, range);
      if (answer.redirect().isEmpty()) {
        return answer;
      }
      answer.content().close();
      at = target(at, answer.redirect().get());
    }
    throw StoreFault.unavailable(
        uri, "more than " + MAX_REDIRECTS + " redirects", new IOException("redirects"));
  }

  private static URI target(URI from, String location) {
    try {
      URI to = from.resolve(location);
      if (from.getScheme().equalsIgnoreCase(to.getScheme()) && to.getHost() != null) {
        return to;
      }
      throw StoreFault.unavailable(
          from, "it redirects to another scheme: " + to, new IOException("redirect"));
    } catch (IllegalArgumentException e) {
      throw StoreFault.unavailable(from, "it redirects to no address: " + location, e);
    }
  }

  private Answer sendOnce(URI uri, String range) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(limits.response()).GET();
    // Over http the client would ask for an upgrade to HTTP/2, which some servers stumble over.
    if (uri.getScheme().equalsIgnoreCase("http")) {
      request.version(HttpClient.Version.HTTP_1_1);
    }
    if (!range.isEmpty()) {
      request.header("Range", range);
    }
    BodyHandler<InputStream> body = info -> new ChunkStream(limits.stall());
    try {
      return Answer.of(client.send(request.build(), body));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while asking for " + uri);
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
