package dev.updatecenter.capability.blobstore.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpExchange;
import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.EdgeAnswer;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.testing.AskedServer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEdgeReaderTest {
  private static final BlobName NAME = new BlobName("content/a.cab");

  private final Map<String, List<String>> sent = new ConcurrentHashMap<>();
  private final AskedServer server = new AskedServer(this::answer);
  private final HttpEdgeReader edge = new HttpEdgeReader(server.uri("/"), HttpLimits.usual());

  private int status = 200;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void asksAsADeviceDoesAndTellsEveryField() throws IOException {
    try (EdgeAnswer answer = edge.get(NAME)) {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.field("x-CACHE")).hasValue("HIT, MISS");
      assertThat(answer.field("content-length")).hasValue("5");
      assertThat(answer.field("Age")).isEmpty();
      assertThat(answer.content()).hasContent("whole");
    }
    assertThat(sent).doesNotContainKeys("Accept-encoding", "Range", "Cache-control", "Pragma");
  }

  @Test
  void asksForAPartByItsFirstAndLastByte() throws IOException {
    status = 206;

    try (EdgeAnswer answer = edge.get(NAME, 7, 9)) {
      assertThat(answer.status()).isEqualTo(206);
    }

    assertThat(sent).containsEntry("Range", List.of("bytes=7-9"));
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 410, 416, 429, 500, 503})
  void anyStatusIsAnAnswerAndAskedForOnce(int given) throws IOException {
    status = given;

    try (EdgeAnswer answer = edge.get(NAME)) {
      assertThat(answer.status()).isEqualTo(given);
    }

    assertThat(server.asked()).isEqualTo(1);
  }

  @Test
  void noAnswerIsAFaultAtOnce() {
    server.close();

    assertThatThrownBy(() -> edge.get(NAME)).isInstanceOf(IOException.class);
  }

  @Test
  void redirectOutOfTheSchemeIsNotFollowed() {
    server.answer((exchange, body) -> redirect(exchange, "https://127.0.0.1:1/content/a.cab"));

    assertThatThrownBy(() -> edge.get(NAME))
        .asInstanceOf(type(UpdateCenterException.class))
        .satisfies(e -> assertThat(e.why()).contains("another scheme"));
  }

  @Test
  void redirectWithinTheSchemeIsFollowed() throws IOException {
    URI there = server.uri("/there");
    server.answer(
        (exchange, body) -> {
          if (exchange.getRequestURI().getPath().equals("/there")) {
            answer(exchange, body);
          } else {
            redirect(exchange, there.toString());
          }
        });

    try (EdgeAnswer answer = edge.get(NAME)) {
      assertThat(answer.content()).hasContent("whole");
    }
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    exchange.sendResponseHeaders(302, -1);
  }

  private void answer(HttpExchange exchange, byte[] body) throws IOException {
    sent.putAll(exchange.getRequestHeaders());
    exchange.getResponseHeaders().put("X-Cache", List.of("HIT", "MISS"));
    byte[] content = "whole".getBytes(UTF_8);
    exchange.sendResponseHeaders(status, content.length);
    exchange.getResponseBody().write(content);
  }
}
