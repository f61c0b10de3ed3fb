package dev.updatecenter.capability.blobstore.http;

import dev.updatecenter.capability.blobstore.StoreFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;

/** Sends one request, as a device would: no query, no {@code Accept-Encoding}. */
final class Sender {
  private static final int MAX_REDIRECTS = 5;

  private final HttpClient client;
  private final HttpLimits limits;

  Sender(HttpLimits limits) {
    // Redirects are followed here: the client would go from http to https and to any port.
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.connect())
            .build();
    this.limits = limits;
  }

  /**
   * Asks once and follows redirects.
   *
   * @param range the value of a {@code Range} header, or empty
   * @return the answer, whatever its status
   */
  Answer send(URI uri, String range) throws IOException {
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
}
