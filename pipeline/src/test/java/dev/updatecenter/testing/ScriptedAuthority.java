package dev.updatecenter.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A timestamp authority on loopback that does what a test wants. */
public final class ScriptedAuthority implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger requests = new AtomicInteger();

  private ScriptedAuthority(Script script) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] query = exchange.getRequestBody().readAllBytes();
            script.answer(exchange, query, requests.incrementAndGet());
          }
        });
    server.start();
  }

  /** Starts to answer. */
  public static ScriptedAuthority start(Script script) throws IOException {
    return new ScriptedAuthority(script);
  }

  /** Where it is. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tsa");
  }

  /** How many requests came. */
  public int requests() {
    return requests.get();
  }

  /** Answers with a status and no content. */
  public static void status(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
  }

  /** Answers as an authority does. */
  public static void reply(HttpExchange exchange, byte[] reply) throws IOException {
    content(exchange, "application/timestamp-reply", reply);
  }

  /** Answers 200 with content of a type. */
  public static void content(HttpExchange exchange, String type, byte[] content)
      throws IOException {
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(200, content.length);
    exchange.getResponseBody().write(content);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** What it does with a request. */
  @FunctionalInterface
  public interface Script {
    /**
     * Answers.
     *
     * @param query the request's content
     * @param number how many requests came, this one included
     */
    void answer(HttpExchange exchange, byte[] query, int number) throws IOException;
  }
}
