package dev.updatecenter.app.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An RFC 3161 timestamp authority over HTTP on loopback, at a port that the system picks. Many
 * requests at a time; stops when it is closed.
 */
public final class LabTimestampServer implements AutoCloseable {
  private static final int LARGEST_REQUEST = 64 * 1024;
  private static final int THREADS = 4;
  private static final String NO_DELAY = "sun.net.httpserver.nodelay";

  private final HttpServer server;
  private final ExecutorService threads;

  private LabTimestampServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts to answer.
   *
   * @param identity the authority's key and chain, as {@link LabPki#timestamps} has it
   * @param clock the time that tokens tell
   * @throws IOException when no port can be had
   */
  public static LabTimestampServer start(LabIdentity identity, Clock clock, SecureRandom random)
      throws IOException {
    LabTimestampTokens tokens = new LabTimestampTokens(identity, clock, random);
    // The server writes header and body apart; the second would wait 40 ms for the first's receipt
    // (RFC 1122 4.2.3.2 and 4.2.3.4 together). It looks here when it is loaded.
    if (System.getProperty(NO_DELAY) == null) {
      System.setProperty(NO_DELAY, "true");
    }
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "lab-timestamps");
              thread.setDaemon(true);
              return thread;
            });
    server.createContext("/", exchange -> answer(exchange, tokens));
    server.setExecutor(threads);
    server.start();
    return new LabTimestampServer(server, threads);
  }

  /** Where requests go. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  // RFC 3161 3.4: application/timestamp-query in, application/timestamp-reply out.
  private static void answer(HttpExchange exchange, LabTimestampTokens tokens) throws IOException {
    try (exchange) {
      byte[] request = exchange.getRequestBody().readNBytes(LARGEST_REQUEST);
      Optional<byte[]> reply = tokens.reply(request);
      if (reply.isEmpty()) {
        exchange.sendResponseHeaders(400, -1);
        return;
      }
      exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
      exchange.sendResponseHeaders(200, reply.get().length);
      exchange.getResponseBody().write(reply.get());
    }
  }
}
