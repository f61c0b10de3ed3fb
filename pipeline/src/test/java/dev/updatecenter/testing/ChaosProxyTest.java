package dev.updatecenter.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChaosProxyTest {
  private static final byte[] ANSWER = new byte[10_000];

  private final AskedServer server =
      new AskedServer(
          (exchange, body) -> {
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
          });
  private final ChaosProxy proxy;

  ChaosProxyTest() throws IOException {
    proxy = new ChaosProxy(server.uri("/"), 7);
  }

  @AfterEach
  void close() {
    proxy.close();
    server.close();
  }

  @Test
  void passesEverythingOnWhileAllIsWell() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(ask(HttpClient.newHttpClient())).isEqualTo(200);
    }

    assertThat(server.asked()).isEqualTo(20);
    assertThat(proxy.done()).isEqualTo(Map.of(ChaosProxy.Fault.NONE, 20));
  }

  @Test
  void doesEachFaultInTimeAndNeverAnswersHalf() throws Exception {
    proxy.troubles(1);
    HttpClient client = HttpClient.newHttpClient();
    int well = 0;
    for (int i = 0; i < 80; i++) {
      try {
        well += ask(client) == 200 ? 1 : 0;
      } catch (IOException e) {
        // as a line does
      }
    }

    assertThat(proxy.done()).containsOnlyKeys(faults()).hasSize(faults().length);
    assertThat(well).isPositive().isLessThan(80);
  }

  @Test
  void carriesOutWhatItLosesTheAnswerOf() throws Exception {
    proxy.troubles(1);
    HttpClient client = HttpClient.newHttpClient();
    for (int i = 0; i < 80; i++) {
      try {
        ask(client);
      } catch (IOException e) {
        // as a line does
      }
    }
    int carriedOut =
        proxy.done().getOrDefault(ChaosProxy.Fault.DELAYED, 0)
            + proxy.done().getOrDefault(ChaosProxy.Fault.ANSWER_LOST, 0)
            + proxy.done().getOrDefault(ChaosProxy.Fault.ANSWER_TORN, 0);

    // The server may have begun on what was torn, too.
    assertThat(server.asked()).isGreaterThanOrEqualTo(carriedOut);
  }

  private static ChaosProxy.Fault[] faults() {
    ChaosProxy.Fault[] all = ChaosProxy.Fault.values();
    return java.util.Arrays.copyOfRange(all, 1, all.length);
  }

  private int ask(HttpClient client) throws IOException, InterruptedException {
    // With a body: a client does not repeat it by itself.
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(proxy.endpoint() + "/any"))
            .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[500]))
            .build();
    var answer = client.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() == 200) {
      assertThat(answer.body()).hasSameSizeAs(ANSWER);
    }
    return answer.statusCode();
  }
}
