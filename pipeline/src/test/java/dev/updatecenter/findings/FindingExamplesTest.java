package dev.updatecenter.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each code about device models and packages is said of its failing example, and only there. */
final class FindingExamplesTest {
  private static final Path EXPLAIN = SourceFiles.MODULE.resolve("src/main/resources/explain");
  private static final Path EXAMPLES = SourceFiles.MODULE.resolve("target/findings");

  static List<FindingExample> examples() {
    return Stream.of(
            SmbiosExamples.all(),
            KitFileExamples.all(),
            ModelExamples.all(),
            RegisteredExamples.all(),
            CabinetExamples.all(),
            LedgerExamples.all(),
            CbsExamples.all(),
            CompDbExamples.all(),
            OcpExamples.all(),
            ProvisioningExamples.all(),
            AppxExamples.all(),
            AppRuleExamples.all(),
            InfExamples.all(),
            DriverExamples.all(),
            CatalogExamples.all())
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void isSaidOfTheFailingExampleOnly(FindingExample example) throws Exception {
    Path fail = made(example, "fail", example.fail());
    Path pass = made(example, "pass", example.pass());
    assertThat(example.judge().codes(fail)).as("%s", fail).contains(example.code());
    assertThat(example.judge().codes(pass)).as("%s", pass).doesNotContain(example.code());
  }

  @Test
  void everyCodeHasAnExample() throws IOException {
    TreeSet<String> without = new TreeSet<>();
    try (Stream<Path> files = Files.list(EXPLAIN)) {
      files
          .map(f -> f.getFileName().toString().replace(".md", ""))
          .filter(code -> code.startsWith("UC2") || code.startsWith("UC3"))
          .forEach(without::add);
    }
    examples().forEach(example -> without.remove(example.code()));
    assertThat(without).isEmpty();
  }

  private static Path made(FindingExample example, String side, FindingExample.Recipe recipe)
      throws IOException {
    Path folder = EXAMPLES.resolve(example.code()).resolve(side);
    if (Files.exists(folder)) {
      try (Stream<Path> old = Files.walk(folder)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
          Files.delete(path);
        }
      }
    }
    Files.createDirectories(folder);
    recipe.write(folder);
    return folder;
  }
}
