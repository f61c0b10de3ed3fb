package dev.updatecenter.device;

import dev.updatecenter.capability.blobstore.BlobName;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Reports by HTTP PUT, as Azure Blob's Put Blob takes them; any server with PUT will do. The
 * address may carry a query, such as a shared access signature, which is never told in errors.
 */
public final class HttpReportSink implements ReportSink {
  private static final int ATTEMPTS = 4;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final URI base;
  private final Duration pause;
  private final HttpClient client;

  /**
   * To an address.
   *
   * @param base http or https
   * @param pause between attempts
   */
  public HttpReportSink(URI base, Duration pause) {
    this.base = base;
    this.pause = pause;
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  @Override
  public void deliver(BlobName name, byte[] report) {
    HttpRequest request =
        HttpRequest.newBuilder(address(name))
            .timeout(TIMEOUT)
            .header("If-None-Match", "*") // RFC 9110 13.1.2
            .header("x-ms-blob-type", "BlockBlob")
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(report))
            .build();
    for (int attempt = 1; ; attempt++) {
      try {
        if (isTaken(client.send(request, BodyHandlers.discarding()).statusCode(), name)) {
          return;
        }
        throw new IOException("the server is busy");
      } catch (InterruptedException | InterruptedIOException e) {
        Thread.currentThread().interrupt();
        throw DeviceFault.undelivered(place(name), "interrupted", e);
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw DeviceFault.undelivered(place(name), "after " + attempt + " attempts: " + e, e);
        }
      }
      rest(name);
    }
  }

  /** Whether the report is there; false where a later attempt may help. */
  private boolean isTaken(int status, BlobName name) {
    // The name is this report's alone: taken means that an answer to an earlier PUT was lost.
    if (status / 100 == 2 || status == 409 || status == 412) {
      return true;
    }
    if (status / 100 == 5 || status == 408 || status == 429) {
      return false;
    }
    String why = "HTTP status " + status;
    throw DeviceFault.undelivered(place(name), why, new IOException(why));
  }

  private void rest(BlobName name) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DeviceFault.undelivered(place(name), "interrupted", e);
    }
  }

  private URI address(BlobName name) {
    String query = base.getRawQuery() == null ? "" : "?" + base.getRawQuery();
    return URI.create(place(name) + query);
  }

  private String place(BlobName name) {
    String text = base.toString().split("[?#]", 2)[0];
    return (text.endsWith("/") ? text : text + "/") + name;
  }
}
