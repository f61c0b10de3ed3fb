package dev.updatecenter.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Passes HTTP requests on to a server on the loopback, and spoils those that a script names. */
public final class FaultyRelay implements AutoCloseable {
  private static final Set<String> HOPS =
      Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI target;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Function<Asked, Fault> script = request -> Fault.NONE;

  /** What happens to a request. */
  public enum Fault {
    /** It is passed on, and so is its answer. */
    NONE,
    /** Answered 429 with Retry-After: 7, not passed on. */
    BUSY,
    /** Answered 500, not passed on. */
    BROKEN,
    /** Answered 503, not passed on. */
    DOWN,
    /** The connection ends, nothing is passed on. */
    RESET,
    /** It is passed on and takes effect; the connection ends instead of an answer. */
    LOST_ANSWER,
    /** It is passed on and takes effect; half of the answer's content comes back. */
    TRUNCATED,
    /** The same, but the connection stays. */
    SILENT,
    /** Nothing is passed on, nothing is answered, the connection stays. */
    STALL
  }

  /**
   * A request that came.
   *
   * @param number from 0, of all that came
   * @param query empty where there is none
   */
  public record Asked(int number, String method, String path, String query) {
    /** Whether it is that method with that in its query. */
    public boolean is(String wanted, String inQuery) {
      return method.equals(wanted) && query.contains(inQuery);
    }
  }

  /**
   * Listens on the loopback.
   *
   * @param target where requests go, scheme, host and port
   */
  public FaultyRelay(URI target) {
    this.target = target;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Where it listens: scheme, host and port. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on these faults; asked in the order of the requests, one at a time. */
  public void script(Function<Asked, Fault> faults) {
    script = faults;
  }

  /** The requests that came, in order. */
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** How many came with that method and that in their query. */
  public long count(String method, String inQuery) {
    return asked.stream().filter(a -> a.is(method, inQuery)).count();
  }

  /** Forgets what came. */
  public void forget() {
    asked.clear();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] content = exchange.getRequestBody().readAllBytes();
    try (exchange) {
      switch (next(exchange)) {
        case BUSY -> {
          exchange.getResponseHeaders().set("Retry-After", "7");
          exchange.sendResponseHeaders(429, -1);
        }
        case BROKEN -> exchange.sendResponseHeaders(500, -1);
        case DOWN -> exchange.sendResponseHeaders(503, -1);
        case RESET -> throw new IOException("as the script says");
        case LOST_ANSWER -> {
          pass(exchange, content);
          throw new IOException("as the script says");
        }
        case STALL -> closed.await();
        case TRUNCATED -> answer(exchange, pass(exchange, content), true);
        case SILENT -> answerHalf(exchange, pass(exchange, content));
        case NONE -> answer(exchange, pass(exchange, content), false);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Fault next(HttpExchange exchange) {
    URI uri = exchange.getRequestURI();
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    Asked request = new Asked(asked.size(), exchange.getRequestMethod(), uri.getRawPath(), query);
    asked.add(request);
    return script.apply(request);
  }

  private HttpResponse<byte[]> pass(HttpExchange exchange, byte[] content)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(content));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!HOPS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private void answerHalf(HttpExchange exchange, HttpResponse<byte[]> from)
      throws IOException, InterruptedException {
    exchange.sendResponseHeaders(from.statusCode(), from.body().length);
    exchange.getResponseBody().write(from.body(), 0, from.body().length / 2);
    exchange.getResponseBody().flush();
    closed.await();
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> from, boolean half)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    boolean head = exchange.getRequestMethod().equals("HEAD");
    from.headers()
        .map()
        .forEach(
            (name, values) -> {
              if (head || !HOPS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> headers.add(name, value));
              }
            });
    byte[] content = from.body();
    exchange.sendResponseHeaders(from.statusCode(), content.length == 0 ? -1 : content.length);
    if (content.length > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(content, 0, half ? content.length / 2 : content.length);
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
