package dev.updatecenter.stage.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.EdgeAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeFreshnessTest {
  private static final BlobName NAME = new BlobName("products/P/metadata/timestamp.json");
  private static final byte[] LIVE = "{\"version\":2}".getBytes(UTF_8);

  private final ScriptedEdge edge = new ScriptedEdge();

  @ParameterizedTest(name = "{0}, age {1}, {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "public, max-age=30;   ;   live",
        "public, max-age=30;   ;   old",
        "public, max-age=30;   30; old",
        "public, max-age=30;   99; live",
        "no-cache;             ;   live",
        "max-age=0, s-maxage=10; ; live"
      })
  void edgeThatKeepsItForThirtySecondsIsNotWarnedOf(String caching, String age, String content) {
    answers(caching, age, content);

    assertThat(new EdgeFreshness(edge).delay(NAME, LIVE)).isEmpty();
  }

  @ParameterizedTest(name = "{0}, age {1}, {2}: {3}")
  @CsvSource(
      delimiter = ';',
      value = {
        "public, max-age=30;              31; old;  a copy of 31 s ago",
        "public, max-age=31536000, immutable; ; live; max-age=31536000",
        "max-age=30, immutable;           ;   live; immutable",
        "max-age=30, s-maxage=600;        ;   live; s-maxage=600",
        "public;                          ;   live; Cache-Control is 'public'",
        "'';                              ;   live; Cache-Control is ''"
      })
  void edgeThatKeepsItLongerIsWarnedOf(String caching, String age, String content, String said) {
    answers(caching, age, content);

    assertThat(new EdgeFreshness(edge).delay(NAME, LIVE))
        .hasValueSatisfying(warning -> assertThat(warning.code()).isEqualTo("UC5112"))
        .hasValueSatisfying(warning -> assertThat(warning.message()).contains(said));
  }

  @Test
  void edgeThatDoesNotAnswerStopsNothing() {
    edge.spoil(
        (q, good) -> {
          throw new IOException("connection refused");
        });

    assertThat(new EdgeFreshness(edge).delay(NAME, LIVE))
        .hasValueSatisfying(w -> assertThat(w.message()).contains("connection refused"));
    assertThat(edge.requests()).hasSize(1);
  }

  private void answers(String caching, String age, String content) {
    byte[] bytes = content.equals("live") ? LIVE : "{\"version\":1}".getBytes(UTF_8);
    Map<String, String> fields = new HashMap<>(Map.of("Cache-Control", caching));
    if (age != null) {
      fields.put("Age", age);
    }
    edge.spoil((q, good) -> new EdgeAnswer(200, fields, new ByteArrayInputStream(bytes)));
  }
}
