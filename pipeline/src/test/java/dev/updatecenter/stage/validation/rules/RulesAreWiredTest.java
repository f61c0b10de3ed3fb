package dev.updatecenter.stage.validation.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.wiring.ValidationWiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules, the list that runs them and the explanations of their codes hold together. */
class RulesAreWiredTest {
  private static final Path RULES =
      Path.of(System.getProperty("basedir", "."))
          .resolve("src/main/java/dev/updatecenter/stage/validation/rules");
  private static final Pattern CODE = Pattern.compile("UC\\d{4}");
  private static final Pattern RANGE = Pattern.compile("UC(\\d{4}) to UC(\\d{4})");

  @Test
  void everyRuleOfThePackageRunsOnce() throws Exception {
    List<String> wired =
        ValidationWiring.rules().stream().map(r -> r.getClass().getSimpleName()).toList();

    assertThat(wired).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(ruleNames());
  }

  static List<String> ruleNames() throws IOException {
    try (Stream<Path> files = Files.list(RULES)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(name -> name.endsWith("Rule.java"))
          .map(name -> name.replace(".java", ""))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("ruleNames")
  void everyCodeOfARuleIsExplained(String rule) throws Exception {
    String source = Files.readString(RULES.resolve(rule + ".java"));
    String javadoc = source.substring(source.indexOf("/**"), source.indexOf("*/"));
    TreeSet<String> codes =
        new TreeSet<>(CODE.matcher(source).results().map(MatchResult::group).toList());
    RANGE.matcher(javadoc).results().forEach(range -> codes.addAll(between(range)));

    assertThat(javadoc).as("%s says which codes are its own", rule).containsPattern("UC\\d\\d");
    assertThat(codes)
        .allSatisfy(
            code ->
                assertThat(RulesAreWiredTest.class.getResource("/explain/" + code + ".md"))
                    .as("%s of %s is explained", code, rule)
                    .isNotNull());
  }

  private static List<String> between(MatchResult range) {
    int first = Integer.parseInt(Objects.requireNonNull(range.group(1)));
    int last = Integer.parseInt(Objects.requireNonNull(range.group(2)));
    return IntStream.rangeClosed(first, last).mapToObj(n -> "UC" + n).toList();
  }
}
