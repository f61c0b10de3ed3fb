package dev.updatecenter.capability.blobstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/a",
        "a/",
        "a//b",
        "..",
        "a/..",
        "../a",
        "a/../b",
        ".",
        "a/.",
        ".hidden",
        "a/.staging/b",
        "a\\b",
        "C:/a",
        "a b",
        "a%2f",
        "a\nb",
        "a\u0000",
        "\u00e4",
        "a?b",
        "a#b"
      })
  void refusesWhatIsNoSafeName(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> new BlobName(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "A-_.b/c..d/9.json", "products/Kiosk/metadata/12.ring-Preview.json"})
  void takesWhatThePublishedLayoutNeeds(String value) {
    assertThat(new BlobName(value)).hasToString(value);
  }

  @Test
  void refusesWhatAzureAndFileSystemsCutOff() {
    assertThat(BlobName.isSafe("a".repeat(255))).isTrue();
    assertThat(BlobName.isSafe("a".repeat(256))).isFalse();
    assertThat(BlobName.isSafe("aaa/".repeat(255) + "aaaa")).isTrue();
    assertThat(BlobName.isSafe("aaa/".repeat(255) + "aaaaa")).isFalse();
  }
}
