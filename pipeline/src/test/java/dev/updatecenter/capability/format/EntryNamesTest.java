package dev.updatecenter.capability.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryNamesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "..\\evil.sys; UC3013",
        "a/../../evil.sys; UC3013",
        "\\windows\\evil.sys; UC3013",
        "/etc/passwd; UC3013",
        "C:evil.sys; UC3013",
        "c:\\evil.sys; UC3013",
        "\\\\server\\share\\x; UC3013",
        "a/b\\c; UC3015",
        "NUL; UC3014",
        "drivers\\com1.sys; UC3014",
        "lpt².txt; UC3014",
        "Aux .log; UC3014",
        "conout$; UC3014",
        "a.txt:stream; UC3014",
        "a\\.\\b; UC3014",
        "a\\\\b; UC3014",
        "dir\\; UC3014",
        "evil.sys.; UC3014",
        "a\\b \\c; UC3014",
        "what?.sys; UC3014"
      })
  void refusesNamesThatWindowsWouldTakeElsewhere(String name, String code) {
    assertThat(codes(name)).containsExactly(code);
  }

  @Test
  void refusesInvisibleAndControlCharacters() {
    assertThat(codes("exe\u202Ecod.txt", "a\u0007b", "zero\u200Bwidth", "a\u0085b"))
        .containsExactly("UC3014", "UC3014", "UC3014", "UC3014");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a\\b.sys",
        "x64/sub/a.txt",
        "дрaйвер-Ü-漢字.sys",
        "..a",
        "a..b",
        "com10",
        "nulls"
      })
  void takesPlainRelativeNames(String name) {
    assertThat(codes(name)).isEmpty();
  }

  @Test
  void takesTwoNamesForOneWhenCaseSeparatorOrCompositionDiffer() {
    assertThat(codes("A\\b.sys", "a/B.SYS")).containsExactly("UC3016");
    assertThat(codes("Straße", "STRASSE")).hasSizeLessThanOrEqualTo(1);
    assertThat(codes("\u00e9.sys", "e\u0301.sys")).containsExactly("UC3016");
  }

  @Test
  void refusesANameThatIsFileAndFolder() {
    assertThat(codes("a", "a/b")).containsExactly("UC3016");
    assertThat(codes("a/b", "a")).containsExactly("UC3016");
    assertThat(codes("a", "a b", "a!", "a.c", "A\\x\\y")).containsExactly("UC3016");
    assertThat(codes("a/x/y", "a b", "a!", "a/x.c", "A\\X")).containsExactly("UC3016");
    assertThat(codes("a", "ab/c", "a b/c", "a!/c", "b/a")).isEmpty();
  }

  @Test
  void tellsAHundredFaultsAndCountsTheRest() {
    EntryNames entries = new EntryNames();
    for (int i = 0; i < 65_535; i++) {
      entries.add("../" + i);
    }
    assertThat(entries.faults()).hasSize(101);
    assertThat(entries.faults().get(100).message()).contains("65435 more");
  }

  @Test
  void gathersEveryFault() {
    assertThat(codes("..", "ok", "OK", "nul")).containsExactly("UC3013", "UC3016", "UC3014");
  }

  private static List<String> codes(String... names) {
    EntryNames entries = new EntryNames();
    for (String name : names) {
      entries.add(name);
    }
    return entries.faults().stream().map(Finding::code).toList();
  }
}
