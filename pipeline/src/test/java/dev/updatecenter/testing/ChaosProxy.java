package dev.updatecenter.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A bad line to an HTTP server: what happens to a request is drawn from a seed. Which request draws
 * what still depends on the order in which they come.
 */
public final class ChaosProxy implements AutoCloseable {
  /** What happens to a request. */
  public enum Fault {
    /** It goes through. */
    NONE,
    /** It goes through, late. */
    DELAYED,
    /** The connection ends before it is passed on. */
    DROPPED,
    /** Half of its bytes are passed on, then both sides are reset. */
    TORN,
    /** It is passed on and carried out; the answer never comes back. */
    ANSWER_LOST,
    /** It is passed on and carried out; half of the answer comes back. */
    ANSWER_TORN,
    /** The server is said to be busy. */
    STATUS_429,
    /** The server is said to have failed. */
    STATUS_500,
    /** The server is said to be away. */
    STATUS_503
  }

  private static final int MAX_DELAY = 400;

  private final ServerSocket listening;
  private final InetSocketAddress server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Random random;
  private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
  private double share;

  /**
   * Listens on a free port of the loopback; all is well at first.
   *
   * @param server where requests go
   */
  public ChaosProxy(URI server, long seed) throws IOException {
    this.server = new InetSocketAddress(server.getHost(), server.getPort());
    this.random = new Random(seed);
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::listen);
  }

  /** From now on this share of the requests meets with a fault. */
  public synchronized void troubles(double faults) {
    share = faults;
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  /** How many requests met with what so far. */
  public synchronized Map<Fault, Integer> done() {
    return new EnumMap<>(done);
  }

  /** How many requests came so far. */
  public synchronized int requests() {
    return done.values().stream().mapToInt(Integer::intValue).sum();
  }

  private synchronized Fault draw() {
    Fault[] faults = Fault.values();
    Fault drawn =
        random.nextDouble() < share ? faults[1 + random.nextInt(faults.length - 1)] : Fault.NONE;
    done.merge(drawn, 1, Integer::sum);
    return drawn;
  }

  private synchronized int delay() {
    return random.nextInt(MAX_DELAY);
  }

  private void listen() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket upstream = new Socket()) {
      client.setTcpNoDelay(true);
      upstream.setTcpNoDelay(true);
      upstream.connect(server);
      InputStream in = new java.io.BufferedInputStream(client.getInputStream());
      InputStream back = new java.io.BufferedInputStream(upstream.getInputStream());
      for (HttpMessage request = HttpMessage.request(in);
          request != null && relay(request, client, upstream, back);
          request = HttpMessage.request(in)) {}
    } catch (IOException e) {
      // One side is gone; so is the other with it.
    }
  }

  /** Whether the connection goes on. */
  private boolean relay(HttpMessage request, Socket client, Socket upstream, InputStream back)
      throws IOException {
    Fault fault = draw();
    switch (fault) {
      case DROPPED -> {
        return false;
      }
      case TORN -> {
        byte[] whole = whole(request);
        write(upstream, Arrays.copyOf(whole, whole.length - Math.max(1, whole.length / 2)));
        reset(upstream);
        reset(client);
        return false;
      }
      case STATUS_429, STATUS_500, STATUS_503 -> {
        write(client, status(fault.name().substring(7)));
        return true;
      }
      default -> {
        if (fault == Fault.DELAYED) {
          pause();
        }
        return passOn(request, fault, client, upstream, back);
      }
    }
  }

  private static boolean passOn(
      HttpMessage request, Fault fault, Socket client, Socket upstream, InputStream back)
      throws IOException {
    write(upstream, whole(request));
    byte[] answer = whole(HttpMessage.answer(back, request));
    if (fault == Fault.ANSWER_LOST) {
      return false;
    }
    if (fault == Fault.ANSWER_TORN) {
      write(client, Arrays.copyOf(answer, answer.length / 2));
      reset(client);
      return false;
    }
    write(client, answer);
    return true;
  }

  private static byte[] whole(HttpMessage message) {
    byte[] whole = Arrays.copyOf(message.head(), message.head().length + message.body().length);
    System.arraycopy(message.body(), 0, whole, message.head().length, message.body().length);
    return whole;
  }

  private static byte[] status(String code) {
    return ("HTTP/1.1 " + code + " Chaos\r\nContent-Length: 0\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static void write(Socket socket, byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  /** A RST instead of a FIN. */
  private static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  private void pause() {
    try {
      Thread.sleep(delay());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
