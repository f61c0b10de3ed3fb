package dev.updatecenter.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Debian's nginx on a free port of the loopback, as the edge between a store and its devices. All
 * that it writes lies in a folder of its own, gone after {@link #close()}.
 */
public final class NginxEdge implements AutoCloseable {
  private static final int ATTEMPTS = 5;
  private static final String FENCE = "/..edge-fence/";

  private final Process process;
  private final Path folder;
  private final URI base;
  private final AtomicInteger fences = new AtomicInteger();

  private NginxEdge(Process process, Path folder, URI base) {
    this.process = process;
    this.folder = folder;
    this.base = base;
  }

  /**
   * A cache before an origin: keeps what {@code Cache-Control} allows, as long as it allows, tells
   * so in {@code X-Cache-Status}, answers ranges, and never keeps an answer but 200. {@code Date}
   * is the origin's, so the age of an answer is what has passed since it. A query is not passed on.
   *
   * @param origin what its paths are appended to: a container's address, or any other prefix
   */
  public static NginxEdge caching(URI origin) {
    return start(NginxConfiguration.caching(origin));
  }

  /** A folder store, each path with the {@code Cache-Control} that publishing gives it. */
  public static NginxEdge serving(Path folder) {
    return start(NginxConfiguration.serving(folder));
  }

  /**
   * What a configuration of others says, such as one of samples/; it listens where it says.
   *
   * @param http directives of the http context
   */
  public static NginxEdge including(String http) {
    return start(NginxConfiguration.including(http));
  }

  private static NginxEdge start(NginxConfiguration configuration) {
    Path program = Programs.require("nginx");
    try {
      for (int i = 1; i < ATTEMPTS; i++) {
        NginxEdge edge = launch(program, configuration);
        if (edge.answers()) {
          return edge;
        }
        edge.close(); // another program took the port between
      }
      NginxEdge last = launch(program, configuration);
      if (last.answers()) {
        return last;
      }
      String said = Files.readString(last.folder.resolve("output"));
      last.close();
      throw new AssertionError("nginx ended: " + said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NginxEdge launch(Path program, NginxConfiguration configuration)
      throws IOException {
    Path folder = Files.createTempDirectory("nginx-edge");
    int port = freePort();
    Path file = Files.writeString(folder.resolve("nginx.conf"), configuration.text(folder, port));
    Process process =
        new ProcessBuilder(program.toString(), "-p", folder.toString(), "-c", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    return new NginxEdge(process, folder, URI.create("http://127.0.0.1:" + port));
  }

  /** A port of the loopback that nobody listened on a moment ago. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Waits until it answers; false where it ended instead. */
  private boolean answers() {
    try {
      do {
        try {
          fence();
          return process.isAlive();
        } catch (IOException e) {
          continue; // not yet
        }
      } while (!process.waitFor(20, TimeUnit.MILLISECONDS));
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Where devices find it, without a slash at the end. */
  public URI base() {
    return base;
  }

  Path folder() {
    return folder;
  }

  /** The address of a path that begins with a slash. */
  public URI uri(String path) {
    return URI.create(base + path);
  }

  /** Every request that was answered so far, in the order of the answers' ends. */
  public List<Request> requests() {
    try {
      // One process logs: what ended before this answer is in the log once it is.
      String fence = fence();
      List<Request> requests = new ArrayList<>();
      for (String line : Files.readAllLines(folder.resolve("access.log"))) {
        Request request = Request.parse(line);
        if (request.path().equals(fence)) {
          return List.copyOf(requests);
        }
        if (!request.path().startsWith(FENCE)) {
          requests.add(request);
        }
      }
      throw new AssertionError("nginx has not logged " + fence);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String fence() throws IOException {
    String path = FENCE + fences.incrementAndGet();
    String request = "GET " + path + " HTTP/1.1\r\nHost: edge\r\nConnection: close\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), base.getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      // An answer is sent, then logged, then its connection is closed: the end is what counts.
      socket.getInputStream().readAllBytes();
      return path;
    }
  }

  /**
   * One request.
   *
   * @param method as sent
   * @param path as sent, without the query
   * @param status of the answer
   * @param cache {@code HIT}, {@code MISS}, {@code EXPIRED}, {@code REVALIDATED}; {@code -} where
   *     no cache was asked
   * @param bytes of the answer's body
   */
  public record Request(String method, String path, int status, String cache, long bytes) {
    private static Request parse(String line) {
      String[] parts = line.split(" ", -1);
      String path = parts[1].replaceFirst("[?].*", "");
      return new Request(
          parts[0], path, Integer.parseInt(parts[2]), parts[3], Long.parseLong(parts[4]));
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    delete();
  }

  private void delete() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
