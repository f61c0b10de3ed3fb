package dev.updatecenter.stage.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnwaivableCodesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        // Hash.
        "UC3010",
        "UC3058",
        "UC3059",
        "UC3115",
        "UC3116",
        "UC3091",
        "UC3092",
        "UC3120",
        // Path: every code of EntryNames, and names of the payload.
        "UC1010",
        "UC3012",
        "UC3013",
        "UC3014",
        "UC3015",
        "UC3016",
        "UC3022",
        "UC3046",
        "UC3060",
        "UC3061",
        "UC3211",
        // Version.
        "UC3064",
        "UC3140",
        "UC3201",
        "UC3206",
        // Signature and EV.
        "UC4001",
        "UC4002",
        "UC4031",
        "UC4101",
        "UC4102"
      })
  void nobodyMayWaiveAHashAPathASignatureOrAVersion(String code) {
    assertThat(UnwaivableCodes.contains(code)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"UC3034", "UC3036", "UC3107", "UC3207", "UC3208", "UC3209", "UC3210", "UC3213"})
  void theRestIsForThePolicyToSay(String code) {
    assertThat(UnwaivableCodes.contains(code)).isFalse();
  }

  @Test
  void coversEveryExplainedCodeOfSignatures() throws Exception {
    assertThat(explained())
        .filteredOn(code -> code.startsWith("UC4"))
        .hasSizeGreaterThan(20)
        .allMatch(UnwaivableCodes::contains);
  }

  private static List<String> explained() throws IOException, URISyntaxException {
    Path folder =
        Path.of(Objects.requireNonNull(UnwaivableCodesTest.class.getResource("/explain")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString().replace(".md", "")).toList();
    }
  }
}
