package dev.updatecenter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No code of flights and gates goes unproved: each is told by the program, explained, and stands in
 * a test that makes the program tell it.
 */
class FlightCodesTest {
  private static final Pattern CODE = Pattern.compile("UC6\\d{3}");

  @Test
  void everyCodeOfFlightsIsToldExplainedAndProved() throws IOException {
    Set<String> told = codes("src/main/java");

    assertThat(told).hasSizeGreaterThan(40);
    assertThat(explained()).containsExactlyInAnyOrderElementsOf(told);
    assertThat(codes("src/test/java")).containsAll(told);
  }

  private static Set<String> codes(String folder) {
    return SourceFiles.java(folder).stream()
        .map(SourceFiles::read)
        .map(FlightCodesTest::quoted)
        .flatMap(Collection::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> quoted(String source) {
    Set<String> codes = new TreeSet<>();
    // In a table of texts a code stands between other words.
    for (Matcher code = CODE.matcher(source); code.find(); ) {
      codes.add(code.group());
    }
    return codes;
  }

  private static Set<String> explained() throws IOException {
    try (Stream<Path> pages =
        Files.list(SourceFiles.MODULE.resolve("src/main/resources/explain"))) {
      return pages
          .map(page -> page.getFileName().toString().replace(".md", ""))
          .filter(code -> CODE.matcher(code).matches())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
