package dev.updatecenter.capability.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {
  @ParameterizedTest
  @CsvSource({
    "packages/*/*, packages/0123/a.cab, true",
    "packages/*/*, packages/0123, false",
    "packages/*, packages/0123/a.cab, false",
    "packages/*/*, packages/0123/.a, false",
    "packages/*/*, Packages/0123/a, false",
    "a/?.json, a/b.json, true",
    "a/?.json, a/.json, false",
    "a/?.json, a/bc.json, false",
    "a/*b*c, a/xbybzc, true",
    "a/*b*c, a/xbybz, false",
    "a/**, a/, true",
    "a/rollout.json, a/rolloutXjson, false",
    "a/rollout.json, a/rollout.json, true",
  })
  void matchesSegmentBySegment(String pattern, String path, boolean matches) {
    assertThat(new PathPattern(pattern).matches(path)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/", "a//b", "a/[bc]", "a/{b,c}", "!a", "a\\b", "a/+(b)"})
  void refusesWhatClientsReadDifferently(String pattern) {
    assertThatThrownBy(() -> new PathPattern(pattern)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hostilePatternsTakeNoTime() {
    PathPattern pattern = new PathPattern("*a".repeat(200));

    Assertions.assertTimeout(
        Duration.ofSeconds(5), () -> pattern.matches("a".repeat(100_000) + "b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/", "../a", "a/../b", "a/./b", "a\\b", "a\u0000b", "a//b"})
  void refusesTargetPathsThatClimbOrHide(String path) {
    assertThat(TargetFile.isPath(path)).isFalse();
  }

  @Test
  void putsTheDigestBeforeTheFileName() {
    TargetFile file = TargetFile.of(new byte[0]);

    assertThat(file.urlPath("packages/ab/x.cab"))
        .isEqualTo("packages/ab/" + file.sha256().hex() + ".x.cab");
    assertThat(file.urlPath("x")).isEqualTo(file.sha256().hex() + ".x");
  }
}
