package dev.updatecenter.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The edge of the tests is a cache as devices meet one. */
class NginxEdgeTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;

  NginxEdgeTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private HttpResponse<String> get(URI uri, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static AskedServer origin(int status, String cacheControl) {
    byte[] body = "0123456789".getBytes(StandardCharsets.UTF_8);
    return new AskedServer(
        (exchange, asked) -> {
          exchange.getResponseHeaders().set("Cache-Control", cacheControl);
          exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
          exchange.getResponseHeaders().set("ETag", "\"one\"");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
        });
  }

  @Test
  void asksTheOriginOnceAndAnswersRangesFromItsCopy() throws Exception {
    try (AskedServer origin = origin(200, "public, max-age=60");
        NginxEdge edge = NginxEdge.caching(origin.uri("/account/updates"))) {
      HttpResponse<String> first = get(edge.uri("/a/b"));
      HttpResponse<String> second = get(edge.uri("/a/b?other=query"));
      HttpResponse<String> range = get(edge.uri("/a/b"), "Range", "bytes=2-4");

      assertThat(first.headers().firstValue("X-Cache-Status")).hasValue("MISS");
      assertThat(second.headers().firstValue("X-Cache-Status")).hasValue("HIT");
      assertThat(second.headers().firstValue("Date")).isEqualTo(first.headers().firstValue("Date"));
      assertThat(range.statusCode()).isEqualTo(206);
      assertThat(range.body()).isEqualTo("234");
      assertThat(origin.asked()).isEqualTo(1);
      assertThat(edge.requests())
          .containsExactly(
              new NginxEdge.Request("GET", "/a/b", 200, "MISS", 10),
              new NginxEdge.Request("GET", "/a/b", 200, "HIT", 10),
              new NginxEdge.Request("GET", "/a/b", 206, "HIT", 3));
    }
  }

  @Test
  void neverKeepsAnErrorAlthoughTheOriginAllowsIt() throws Exception {
    try (AskedServer origin = origin(404, "public, max-age=60");
        NginxEdge edge = NginxEdge.caching(origin.uri("/"))) {
      get(edge.uri("/a"));
      HttpResponse<String> second = get(edge.uri("/a"));

      assertThat(second.statusCode()).isEqualTo(404);
      assertThat(second.headers().firstValue("X-Cache-Status")).hasValue("MISS");
      assertThat(origin.asked()).isEqualTo(2);
    }
  }

  @Test
  void servesAFolderWithTheHeadersOfItsPaths() throws Exception {
    List<String> paths =
        List.of(
            "products/P/metadata/timestamp.json",
            "products/P/metadata/1.root.json",
            "hardware/h.json");
    for (String path : paths) {
      Files.createDirectories(folder.resolve(path).getParent());
      Files.writeString(folder.resolve(path), "{}");
    }
    try (NginxEdge edge = NginxEdge.serving(folder)) {
      assertThat(paths)
          .extracting(path -> cacheControl(edge.uri("/" + path)))
          .containsExactly(
              "public, max-age=30", "public, max-age=31536000, immutable", "public, max-age=300");
      assertThat(get(edge.uri("/products/P/metadata/2.root.json")).headers().map())
          .doesNotContainKey("Cache-Control");
    }
  }

  private String cacheControl(URI uri) {
    try {
      return get(uri).headers().firstValue("Cache-Control").orElse("");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void leavesNothingBehind() throws IOException {
    Path prefix;
    URI base;
    try (NginxEdge edge = NginxEdge.serving(folder)) {
      base = edge.base();
      prefix = edge.folder();
      assertThat(prefix).isDirectory();
    }
    assertThat(prefix).doesNotExist();
    assertThat(base.getHost()).isEqualTo("127.0.0.1");
  }
}
