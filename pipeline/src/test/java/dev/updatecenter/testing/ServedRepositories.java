package dev.updatecenter.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves copies of simulated repositories over HTTP on the loopback. */
public final class ServedRepositories implements AutoCloseable {
  private final Map<String, byte[]> served = new ConcurrentHashMap<>();
  // A client that turns away from an endless answer must not keep the next one waiting.
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  public ServedRepositories() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * Serves a copy of the repository as it is now.
   *
   * @param at a name of one's own for it
   * @return its base address
   */
  public String serve(String at, RepositorySimulator repository) {
    repository.files().forEach((name, b) -> served.put("/" + at + "/metadata/" + name, b.clone()));
    repository
        .contents()
        .forEach((name, b) -> served.put("/" + at + "/content/" + name, b.clone()));
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + at;
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = served.get(exchange.getRequestURI().getPath());
    byte[] answer = body == null ? "no".getBytes(StandardCharsets.US_ASCII) : body;
    // A length of 0 would mean a body of any length.
    exchange.sendResponseHeaders(body == null ? 404 : 200, answer.length == 0 ? -1 : answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
