package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.Finding;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShownPathsTest {
  private static final Path HERE = Path.of("").toAbsolutePath();

  @Test
  void whatLiesBelowTheWorkingFolderIsRelativeLikeTheNameThatWasGiven() {
    Finding shown = of("src/release.yaml", HERE.resolve("pkg/product.yaml"));

    assertThat(shown.file()).isEqualTo("pkg/product.yaml");
    assertThat(shown.message()).isEqualTo("differs from pkg/product.yaml:3");
    assertThat(shown.why()).isEqualTo("see pkg/product.yaml");
  }

  @Test
  void whatLiesAboveTheWorkingFolderBeginsAtTheFolderThatWasNamed() {
    Path above = HERE.resolveSibling("ws/Source-arm/product.yaml");

    assertThat(of("../ws/releases/release.yaml", above).file())
        .isEqualTo("../ws/Source-arm/product.yaml");
  }

  @Test
  void whatWasNamedByItsWholePathStaysWhole() {
    Path file = HERE.resolve("pkg/product.yaml");

    assertThat(of(HERE.resolve("release.yaml").toString(), file).file()).isEqualTo(file.toString());
  }

  @Test
  void aFindingWithoutAFileStaysAsItIs() {
    Finding bare = Finding.error("UC2204", "s", "m");

    assertThat(ShownPaths.like(List.of("release.yaml")).findings(List.of(bare)))
        .containsExactly(bare);
  }

  private static Finding of(String named, Path file) {
    Finding finding =
        Finding.error("UC2204", "s", "differs from " + file + ":3")
            .at(file.toString(), 1, 2)
            .because("see " + file);
    return ShownPaths.like(List.of(named)).findings(List.of(finding)).get(0);
  }
}
