package dev.updatecenter.stage.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.blobstore.filesystem.FilesystemBlobStore;
import dev.updatecenter.capability.blobstore.http.HttpEdgeReader;
import dev.updatecenter.capability.blobstore.http.HttpLimits;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.testing.NginxEdge;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** nginx as the edge: what it serves well passes, each rule that is wrong is named. */
class EdgeVerifierInteropTest {
  private static final String AS_IT_SHOULD_BE =
      "add_header Cache-Control \"public, max-age=31536000, immutable\";";

  @TempDir
  @SuppressWarnings("NullAway.Init") // set before each test
  private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private List<EdgeObject> objects;

  @BeforeEach
  void publish() {
    BlobStore store = new FilesystemBlobStore(folder);
    Random random = new Random(7);
    objects =
        IntStream.range(0, 30)
            .mapToObj(
                i -> {
                  byte[] content = new byte[random.nextInt(200_000) + 1];
                  random.nextBytes(content);
                  return put(store, content);
                })
            .toList();
  }

  private static EdgeObject put(BlobStore store, byte[] content) {
    ContentDigest digest = ContentDigest.of(content);
    String target = ReleaseLayout.packageTarget(digest, "p.cab");
    EdgeObject object =
        new EdgeObject(ReleaseLayout.content(target, digest), content.length, digest);
    store.putIfAbsent(object.name(), BlobSource.of(content), CachePolicy.IMMUTABLE);
    return object;
  }

  @Test
  void folderBehindNginxPassesAndThroughACacheToo() {
    try (NginxEdge origin = NginxEdge.serving(folder);
        NginxEdge cache = NginxEdge.caching(origin.base())) {
      verifier(origin.base()).verify(objects);
      verifier(cache.base()).verify(objects);
      verifier(cache.base()).verify(objects);

      assertThat(origin.requests()).hasSizeLessThan(4 * 30 + 1);
      assertThat(cache.requests()).hasSize(4 * 30);
    }
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "add_header Cache-Control no-store; | Cache-Control is 'no-store'",
        "expires 1h;                        | max-age=3600",
        "OK max_ranges 0;                   | a range was asked for and the whole came",
        "OK add_header Content-Encoding br; | compressed on the way: Content-Encoding br",
      })
  void ruleThatIsWrongIsNamedAtOnce(String rules, String said) throws IOException {
    int port = NginxEdge.freePort();
    String server =
        "server { listen 127.0.0.1:%d; root %s; %s }"
            .formatted(port, folder, rules.replace("OK", AS_IT_SHOULD_BE));
    try (NginxEdge edge = NginxEdge.including(server)) {
      UpdateCenterException refused =
          catchThrowableOfType(
              UpdateCenterException.class,
              () -> verifier(URI.create("http://127.0.0.1:" + port)).verify(objects));

      assertThat(refused.code()).isEqualTo("UC5110");
      assertThat(refused.why()).contains(said, "Server: nginx");
    }
  }

  private static EdgeVerifier verifier(URI base) {
    return new EdgeVerifier(
        new HttpEdgeReader(base, HttpLimits.usual()),
        Progress.NONE,
        Clock.systemUTC(),
        pause -> {
          throw new AssertionError("there is nothing to wait for");
        });
  }
}
