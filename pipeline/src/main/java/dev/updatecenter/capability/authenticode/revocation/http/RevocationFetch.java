package dev.updatecenter.capability.authenticode.revocation.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks one address once, within bounds. Follows no redirect: who is asked was configured. */
public final class RevocationFetch {
  private static final int OK = 200;

  private final FetchLimits limits;
  private final HttpClient client;

  /** Asks within limits. */
  public RevocationFetch(FetchLimits limits) {
    this.limits = limits;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(limits.connect())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * Gets what an address holds.
   *
   * @throws IOException when it gives nothing, something else than status 200, too much or too
   *     slowly
   */
  byte[] get(URI address) throws IOException {
    return whole(HttpRequest.newBuilder(address).GET().build());
  }

  /** Sends an OCSP request (RFC 6960 A.1). */
  byte[] post(URI address, byte[] request) throws IOException {
    return whole(
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/ocsp-request")
            .POST(HttpRequest.BodyPublishers.ofByteArray(request))
            .build());
  }

  private byte[] whole(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, head -> new BoundedBody(limits.bytes()));
    try {
      HttpResponse<byte[]> got = answer.get(limits.whole().toMillis(), TimeUnit.MILLISECONDS);
      if (got.statusCode() / 100 == 3) {
        throw new IOException("it redirects, HTTP status " + got.statusCode());
      }
      if (got.statusCode() != OK) {
        throw new IOException("HTTP status " + got.statusCode());
      }
      return got.body();
    } catch (TimeoutException e) {
      throw new IOException("no whole answer within " + limits.whole().toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException(words(e.getCause() == null ? e : e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      answer.cancel(true);
    }
  }

  private static String words(Throwable why) {
    String message = why.getMessage();
    return message == null ? why.getClass().getSimpleName() : message;
  }
}
