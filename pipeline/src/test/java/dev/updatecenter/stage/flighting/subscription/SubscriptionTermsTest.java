package dev.updatecenter.stage.flighting.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionTermsTest {
  private static final DomainName DOMAIN = new DomainName("contoso.example");

  @ParameterizedTest
  @CsvSource({
    "10, true",
    "500000, true",
    "9, false",
    "500001, false",
    "0, false",
    "-10, false",
    "2147483647, false"
  })
  void isForTenToHalfAMillionDevices(int quantity, boolean sold) {
    assertThat(SubscriptionTerms.isQuantity(quantity)).isEqualTo(sold);
    if (!sold) {
      assertThatThrownBy(() -> new SubscriptionTerms(quantity, DOMAIN, DOMAIN, ""))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"two\nlines", "a\tcell", "\u001b[2J", "\u2028", "\u0085", "half \ud83d"})
  void refusesNotesThatAreMoreThanALine(String notes) {
    assertThat(SubscriptionTerms.isNotes(notes)).isFalse();
  }

  @Test
  void takesNotesInEveryScriptUpToTheirLength() {
    assertThat(SubscriptionTerms.isNotes("Größe 4711, \u6771\u4eac, \ud83d\ude00")).isTrue();
    assertThat(SubscriptionTerms.isNotes("x".repeat(1000))).isTrue();
    assertThat(SubscriptionTerms.isNotes("x".repeat(1001))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"contoso.onmicrosoft.com", "a.b", "xn--bcher-kva.example", "4711.example"})
  void takesDomains(String name) {
    assertThat(DomainName.parse(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "contoso",
        ".example",
        "contoso.",
        "a..b",
        "-a.example",
        "a-.example",
        "a_b.example",
        "contoso.example\n",
        "b\u00fccher.example",
        "127.0.0.1",
        "https://contoso.example",
        "a b.example"
      })
  void refusesWhatIsNoDomain(String name) {
    assertThatThrownBy(() -> DomainName.parse(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void boundsTheLengthOfDomainsAndTheirLabels() {
    String label = "a".repeat(63);
    assertThat(DomainName.parse(label + ".example").value()).startsWith(label);
    assertThatThrownBy(() -> DomainName.parse("a" + label + ".example"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DomainName.parse((label + ".").repeat(4) + "example"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsDomainsInAnyCapitals() {
    assertThat(DomainName.parse("Contoso.OnMicrosoft.COM"))
        .isEqualTo(new DomainName("contoso.onmicrosoft.com"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4711", "two words", "a/b", "-x", "Kiosk\n"})
  void refusesNamesOfAnotherForm(String name) {
    assertThatThrownBy(() -> new SubscriptionName(name))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
