package dev.updatecenter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.document.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each code that the program can say has one explanation, and none explains what is never said. */
final class ExplanationsTest {
  private static final Path EXPLAIN = SourceFiles.MODULE.resolve("src/main/resources/explain");
  private static final Pattern LITERAL = Pattern.compile("\"(UC[1-7]\\d{3})\"");
  private static final Pattern NAME = Pattern.compile("(UC[1-7]\\d{3})\\.md");
  private static final int FEWEST_LINES = 6;
  private static final int MOST_LINES = 40;

  @Test
  void everyCodeIsExplainedAndNothingElseIs() throws IOException {
    TreeSet<String> unexplained = new TreeSet<>(said());
    unexplained.removeAll(explained().keySet());
    assertThat(unexplained).as("said, and not explained").isEmpty();
    TreeSet<String> unsaid = new TreeSet<>(explained().keySet());
    unsaid.removeAll(said());
    assertThat(unsaid).as("explained, and never said").isEmpty();
    assertThat(said()).isNotEmpty();
  }

  @Test
  void explanationsHaveATitleMeaningReasonRemedyAndExamples() throws IOException {
    assertThat(explained())
        .allSatisfy(
            (code, text) -> {
              assertThat(text).as(code).matches("(?s)# \\S[^\\n]*\\n.*").endsWith("\n");
              assertThat(text.lines().count())
                  .as(code)
                  .isBetween((long) FEWEST_LINES, (long) MOST_LINES);
              // The meaning is the text below the title; these two begin paragraphs of their own.
              assertThat(text).as(code).contains("\n\n**Why it matters.** ");
              assertThat(text).as(code).contains("\n\n**How to mend it.** ");
              assertThat(text).as(code).containsPattern("(?i)(fail|refuse|flag)");
              assertThat(text).as(code).containsPattern("(?i)(pass|fine)");
            });
  }

  /** What a finding leaves out is taken from here, and SARIF has nothing else. */
  @Test
  void meaningReasonAndRemedyCanBeTakenOut() {
    assertThat(Explanation.codes()).hasSizeGreaterThan(200);
    for (String code : Explanation.codes()) {
      Explanation e = Explanation.of(code).orElseThrow();
      assertThat(List.of(e.title(), e.meaning(), e.why(), e.fix()))
          .as(code)
          .allMatch(part -> part.length() > 2)
          .noneMatch(part -> part.contains("\n"));
    }
  }

  @Test
  void explainListsEveryCode() throws IOException {
    assertThat(Explanation.codes()).containsExactlyElementsOf(explained().keySet());
  }

  @Test
  void noTwoCodesHaveOneTitle() throws IOException {
    assertThat(explained().values().stream().map(text -> text.lines().findFirst().orElse("")))
        .doesNotHaveDuplicates();
  }

  private static Collection<String> said() {
    TreeSet<String> codes = new TreeSet<>();
    for (Path file : SourceFiles.java("src/main/java")) {
      Matcher m = LITERAL.matcher(SourceFiles.read(file));
      while (m.find()) {
        codes.add(m.group(1));
      }
    }
    return codes;
  }

  private static Map<String, String> explained() throws IOException {
    TreeMap<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(EXPLAIN)) {
      for (Path file : files.toList()) {
        Matcher m = NAME.matcher(file.getFileName().toString());
        assertThat(m.matches()).as("%s is named by a code", file).isTrue();
        texts.put(m.group(1), SourceFiles.read(file));
      }
    }
    return texts;
  }
}
