package dev.updatecenter.capability.authenticode.timestamp;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * One request of RFC 3161 over HTTP (3.4). The answer is bounded in time, from the connection to
 * its last byte, and in size. Redirects are not followed: whoever is asked is configured.
 */
final class Rfc3161Client implements AuthorityClient {
  /** A token with a chain of four certificates takes about 6 KiB. */
  static final int LONGEST_ANSWER = 64 * 1024;

  private static final String QUERY = "application/timestamp-query";
  private static final String REPLY = "application/timestamp-reply";

  private final HttpClient http;
  private final TokenCheck check;
  private final RandomGenerator random;

  Rfc3161Client(TokenCheck check, RandomGenerator random) {
    this.check = check;
    this.random = random;
    // HTTP/2 would put an Upgrade header into each request, at which old servers choke.
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER);
    ProxySelector proxies = ProxySelector.getDefault();
    this.http = (proxies == null ? builder : builder.proxy(proxies)).build();
  }

  @Override
  public byte[] ask(TimestampAuthority authority, byte[] signatureValue)
      throws AuthorityFault, InterruptedException {
    TimestampQuery query = TimestampQuery.of(signatureValue, random);
    HttpResponse<byte[]> answer = send(request(authority, query), authority.timeout());
    HttpStatus.check(answer);
    String type = answer.headers().firstValue("Content-Type").orElse("none");
    // RFC 9110 8.3.1: types ignore case and may have parameters.
    if (!type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(REPLY)) {
      throw new AuthorityFault(
          AuthorityFault.Kind.REFUSING,
          "it answers with content of type " + Told.by(type) + ", so it is no authority");
    }
    byte[] token = TimestampReply.token(answer.body());
    check.check(token, query);
    return token;
  }

  private static HttpRequest request(TimestampAuthority authority, TimestampQuery query) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(authority.uri())
            .header("Content-Type", QUERY)
            .header("Accept", REPLY)
            .timeout(authority.timeout())
            .POST(HttpRequest.BodyPublishers.ofByteArray(query.der()));
    authority.login().ifPresent(login -> request.header("Authorization", login.header()));
    return request.build();
  }

  /** The request's own time-out ends with the header of the answer; this one is for all of it. */
  private HttpResponse<byte[]> send(HttpRequest request, Duration timeout)
      throws AuthorityFault, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, header -> new BoundedBody(LONGEST_ANSWER));
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw silent(timeout);
    } catch (ExecutionException e) {
      throw failed(e.getCause(), timeout);
    } finally {
      answer.cancel(true);
    }
  }

  private static AuthorityFault failed(Throwable cause, Duration timeout) {
    if (cause instanceof HttpTimeoutException) {
      return silent(timeout);
    }
    if (cause instanceof BoundedBody.TooLongException) {
      return new AuthorityFault(
          AuthorityFault.Kind.REFUSING, "its answer is longer than " + LONGEST_ANSWER + " bytes");
    }
    if (cause instanceof IOException) {
      return new AuthorityFault(AuthorityFault.Kind.UNREACHABLE, Connection.why(cause));
    }
    throw new IllegalStateException("a request that cannot be sent", cause);
  }

  private static AuthorityFault silent(Duration timeout) {
    return new AuthorityFault(
        AuthorityFault.Kind.SILENT, "no answer within " + Connection.words(timeout));
  }
}
