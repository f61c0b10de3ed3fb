package dev.updatecenter.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes requests on to a real authority, but for those that it fails or finds too many. */
public final class RelayedAuthority implements ScriptedAuthority.Script {
  private final URI authority;
  private final int failing;
  private final int perSecond;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Deque<Long> lastSecond = new ArrayDeque<>();
  private final AtomicInteger tokens = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();

  /**
   * Passes on.
   *
   * @param failing every how many-th request is answered 500
   * @param perSecond how many requests of a second are answered with anything but 429
   */
  public RelayedAuthority(URI authority, int failing, int perSecond) {
    this.authority = authority;
    this.failing = failing;
    this.perSecond = perSecond;
  }

  /** How many tokens it gave. */
  public int tokens() {
    return tokens.get();
  }

  /** How many requests it answered 500. */
  public int failures() {
    return failures.get();
  }

  @Override
  public void answer(HttpExchange exchange, byte[] query, int number) throws IOException {
    if (tooMany()) {
      exchange.getResponseHeaders().add("Retry-After", "1");
      ScriptedAuthority.status(exchange, 429);
    } else if (number % failing == 0) {
      failures.incrementAndGet();
      ScriptedAuthority.status(exchange, 500);
    } else {
      byte[] reply = ask(query);
      tokens.incrementAndGet();
      ScriptedAuthority.reply(exchange, reply);
    }
  }

  private synchronized boolean tooMany() {
    long now = System.nanoTime();
    while (!lastSecond.isEmpty() && now - lastSecond.peekFirst() > TimeUnit.SECONDS.toNanos(1)) {
      lastSecond.removeFirst();
    }
    if (lastSecond.size() >= perSecond) {
      return true;
    }
    lastSecond.addLast(now);
    return false;
  }

  private byte[] ask(byte[] query) throws IOException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(authority)
              .POST(HttpRequest.BodyPublishers.ofByteArray(query))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
