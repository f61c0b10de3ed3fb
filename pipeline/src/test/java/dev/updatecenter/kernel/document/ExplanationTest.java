package dev.updatecenter.kernel.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {
  @ParameterizedTest
  @CsvSource({
    // A stroke too many or too few, two in the wrong order, the letters left out.
    "UC1200, UC1020",
    "UC30133, UC3013",
    "UC301, UC3010",
    "3013, UC3013",
    "uc-3013, UC3013",
  })
  void nearestCodesAreAFewStrokesAway(String wanted, String expected) {
    assertThat(Explanation.nearest(wanted)).hasSize(3).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({"foo", "UC", "UC3013x", "''", "../UC3013"})
  void whatIsNoCodeIsNearToNone(String wanted) {
    assertThat(Explanation.nearest(wanted)).isEmpty();
    assertThat(Explanation.of(wanted)).isEmpty();
  }

  @Test
  void partsAreOneLineEach() {
    Explanation e =
        new Explanation(
            "UC1000",
            """
            # A title

            It means
            this.

            **Why it matters.** Because
            of that.

            **How to mend it.** release.yaml wants `it`.

            Passes: x

            Fails: y
            """);

    assertThat(e.title()).isEqualTo("A title");
    assertThat(e.meaning()).isEqualTo("It means this.");
    assertThat(e.why()).isEqualTo("Because of that.");
    assertThat(e.fix()).isEqualTo("release.yaml wants `it`.");
  }

  @Test
  void completesWhatAFindingDoesNotSayAndLeavesWhatItSays() {
    Finding bare = Explanation.complete(Finding.error("UC3012", "s", "m").because("own"));

    assertThat(bare.why()).isEqualTo("own");
    assertThat(bare.fix()).isEqualTo(Explanation.of("UC3012").orElseThrow().fix());
  }

  @Test
  void codesAreInOrder() {
    assertThat(Explanation.codes()).isSorted().contains("UC1001", "UC7117");
    assertThat(List.copyOf(Explanation.codes())).doesNotHaveDuplicates();
  }
}
