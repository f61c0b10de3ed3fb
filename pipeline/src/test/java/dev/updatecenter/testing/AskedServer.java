package dev.updatecenter.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server on the loopback that counts how often it is asked. */
public final class AskedServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile Answer answer;

  /** Answers a request whose body was read. */
  @FunctionalInterface
  public interface Answer {
    /** Answers. */
    void to(HttpExchange exchange, byte[] body) throws IOException;
  }

  /** Starts one that answers so. */
  public AskedServer(Answer answer) {
    this.answer = answer;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(workers);
    server.createContext("/", this::handle);
    server.start();
  }

  /** One whose every answer is this. */
  public static Answer bytes(byte[] bytes) {
    return status(200, bytes);
  }

  /** One whose every answer is this. */
  public static Answer status(int status, byte[] bytes) {
    return (exchange, body) -> {
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  private void handle(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    try (exchange) {
      answer.to(exchange, exchange.getRequestBody().readAllBytes());
    }
  }

  /** Answers otherwise from now on. */
  public void answer(Answer other) {
    answer = other;
  }

  /** How often it was asked. */
  public int asked() {
    return asked.get();
  }

  /** Where it is. */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
