package dev.updatecenter.capability.blobstore.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobReader;
import dev.updatecenter.capability.blobstore.BlobReaderContract;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpBlobReaderTest extends BlobReaderContract {
  private static final HttpLimits LIMITS =
      new HttpLimits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          3,
          Duration.ofMillis(100));

  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final List<Duration> pauses = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @SuppressWarnings("NullAway.Init") // set before each test
  private HttpServer server;

  private boolean ignoresRanges;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/store/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Override
  protected void given(BlobName name, byte[] content) {
    blobs.put(name.value(), content);
  }

  @Override
  protected BlobReader reader() {
    return reader(LIMITS);
  }

  @Test
  void givesTheRangeOfAServerThatIgnoresIt() throws IOException {
    ignoresRanges = true;
    given(NAME, ascii("0123456789"));
    try (InputStream in = reader().open(NAME, 3, 4);
        InputStream behind = reader().open(NAME, 11, 4)) {
      assertThat(in.readAllBytes()).asString().isEqualTo("3456");
      assertThat(behind.readAllBytes()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503, 599})
  void triesAgainWhatMayPassWaitingLonger(int status) {
    on(
        "flaky",
        e -> {
          if (requests.incrementAndGet() < 3) {
            e.sendResponseHeaders(status, -1);
          } else {
            send(e, 200, ascii("at last"));
          }
        });
    assertThat(reader().read(new BlobName("flaky"), 100)).isPresent();
    assertThat(pauses).hasSize(2);
    assertThat(pauses.get(0)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
    assertThat(pauses.get(1)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
  }

  @Test
  void givesUpAfterSoManyAttempts() {
    on(
        "down",
        e -> {
          requests.incrementAndGet();
          e.sendResponseHeaders(503, -1);
        });
    assertUnavailable(() -> reader().read(new BlobName("down"), 100));
    assertThat(requests).hasValue(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403})
  void asksOnceWhereARefusalWillStay(int status) {
    on(
        "refused",
        e -> {
          requests.incrementAndGet();
          e.sendResponseHeaders(status, -1);
        });
    assertUnavailable(() -> reader().open(new BlobName("refused")));
    assertThat(requests).hasValue(1);
  }

  @Test
  void triesAgainWhatBrokeOff() {
    on(
        "broken",
        e -> {
          e.sendResponseHeaders(200, 10);
          e.getResponseBody().write(ascii("0123"));
          e.getResponseBody().flush();
          if (requests.incrementAndGet() == 2) {
            e.getResponseBody().write(ascii("456789"));
          }
        });
    assertThat(reader().read(new BlobName("broken"), 100).get()).asString().isEqualTo("0123456789");
  }

  @Test
  void endsWithAnEdgeThatFallsSilentOrTrickles() {
    HttpLimits hasty =
        new HttpLimits(
            LIMITS.connect(),
            LIMITS.response(),
            Duration.ofMillis(50),
            LIMITS.whole(),
            1,
            Duration.ZERO);
    on(
        "silent",
        e -> {
          e.sendResponseHeaders(200, 10);
          e.getResponseBody().write(1);
          e.getResponseBody().flush();
          await();
        });
    assertUnavailable(() -> reader(hasty).read(new BlobName("silent"), 100));
    HttpLimits trickle =
        new HttpLimits(
            LIMITS.connect(),
            LIMITS.response(),
            LIMITS.stall(),
            Duration.ofMillis(50),
            1,
            Duration.ZERO);
    on(
        "trickle",
        e -> {
          e.sendResponseHeaders(200, 0);
          while (over.getCount() > 0) {
            e.getResponseBody().write(1);
            e.getResponseBody().flush();
            Thread.onSpinWait();
          }
        });
    assertUnavailable(() -> reader(trickle).read(new BlobName("trickle"), Integer.MAX_VALUE));
  }

  @Test
  void stopsReadingContentWithoutEnd() {
    on(
        "endless",
        e -> {
          e.sendResponseHeaders(200, 0);
          while (over.getCount() > 0) {
            e.getResponseBody().write(new byte[1000]);
          }
        });
    assertThatThrownBy(() -> reader().read(new BlobName("endless"), 5000))
        .asInstanceOf(InstanceOfAssertFactories.type(UpdateCenterException.class))
        .returns("UC5044", UpdateCenterException::code);
  }

  @Test
  void followsRedirectsWithinTheSchemeOnly() {
    given(NAME, ascii("there"));
    on("moved", e -> redirect(e, "/store/" + NAME));
    on("loop", e -> redirect(e, "loop"));
    assertThat(reader().read(new BlobName("moved"), 100).get()).asString().isEqualTo("there");
    assertUnavailable(() -> reader().read(new BlobName("loop"), 100));
    for (String target : List.of("https://127.0.0.1/", "file:///etc/passwd", "ftp://x/", "::")) {
      on("away", e -> redirect(e, target));
      assertUnavailable(() -> reader().read(new BlobName("away"), 100));
      server.removeContext("/store/away");
    }
  }

  @Test
  void refusesARangeThatWasNotAskedFor() {
    on(
        "shifted",
        e -> {
          e.getResponseHeaders().set("Content-Range", "bytes 0-3/10");
          send(e, 206, ascii("0123"));
        });
    assertUnavailable(() -> reader().open(new BlobName("shifted"), 2, 4));
  }

  @Test
  void givesUpOnNobodyListening() {
    server.stop(0);
    assertUnavailable(() -> reader().read(NAME, 100));
    assertThat(pauses).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///x", "ftp://h/", "http:x", "/x", "http://h/?q", "http://h/#f"})
  void refusesABaseThatIsNoPlainAddress(String base) {
    assertThatIllegalArgumentException().isThrownBy(() -> reader(LIMITS, URI.create(base)));
  }

  private HttpBlobReader reader(HttpLimits limits) {
    return reader(
        limits, URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/store"));
  }

  private HttpBlobReader reader(HttpLimits limits, URI base) {
    return new HttpBlobReader(base, limits, pauses::add, new Random(1));
  }

  private static void assertUnavailable(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
    assertThatThrownBy(act)
        .asInstanceOf(InstanceOfAssertFactories.type(UpdateCenterException.class))
        .returns("UC5043", UpdateCenterException::code)
        .returns(ExitCode.UNAVAILABLE, UpdateCenterException::exit);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] blob = blobs.get(exchange.getRequestURI().getPath().substring("/store/".length()));
    String range = exchange.getRequestHeaders().getFirst("Range");
    if (blob == null) {
      exchange.sendResponseHeaders(404, -1);
    } else if (range == null || ignoresRanges) {
      send(exchange, 200, blob);
    } else {
      sendRange(exchange, blob, range.substring("bytes=".length()).split("-", -1));
    }
    exchange.close();
  }

  private static void sendRange(HttpExchange exchange, byte[] blob, String[] ends)
      throws IOException {
    long first = Long.parseLong(ends[0]);
    long last = ends[1].isEmpty() ? blob.length : Long.parseLong(ends[1]);
    if (first >= blob.length) {
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    last = Math.min(last, blob.length - 1);
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + first + "-" + last + "/" + blob.length);
    send(exchange, 206, java.util.Arrays.copyOfRange(blob, (int) first, (int) last + 1));
  }

  private static void send(HttpExchange exchange, int status, byte[] content) throws IOException {
    exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
    exchange.getResponseBody().write(content);
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    exchange.sendResponseHeaders(302, -1);
  }

  private void await() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void on(String name, Handling handling) {
    server.createContext(
        "/store/" + name,
        exchange -> {
          try (exchange) {
            handling.handle(exchange);
          }
        });
  }

  private interface Handling {
    void handle(HttpExchange exchange) throws IOException;
  }
}
