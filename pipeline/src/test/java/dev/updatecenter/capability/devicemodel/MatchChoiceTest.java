package dev.updatecenter.capability.devicemodel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchChoiceTest {
  private static final String DEFAULT =
      "the most specific of 3, 8, 4 and 9 whose fields are all registered";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-|-|3|''",
        "skuNumber: CK-01, |-|8|3 skuNumber is not registered",
        "baseboardManufacturer: Arrow, |-|4|3 baseboardManufacturer is not registered;"
            + " 8 baseboardManufacturer is not registered",
        "family: Kiosk, |HardwareID-8|8|3 family is not registered"
      })
  void saysWhyTheMoreSpecificOnesAreNotTaken(String left, String match, int number, String others) {
    MatchChoice choice = choice(left, match);

    assertThat(choice.number()).isEqualTo(number);
    assertThat(choice.why()).isEqualTo(DEFAULT);
    assertThat(others(choice)).isEqualTo(others);
  }

  @ParameterizedTest
  @CsvSource({
    "HardwareID-9, 3 product.yaml names another; 8 product.yaml names another;"
        + " 4 product.yaml names another",
    "HardwareID-10, 3 product.yaml names another; 8 product.yaml names another;"
        + " 4 product.yaml names another",
    "HardwareID-13, 3 product.yaml names another; 8 product.yaml names another;"
        + " 4 product.yaml names another"
  })
  void saysThatProductYamlChoseAnother(String match, String others) {
    MatchChoice choice = choice(null, match);

    assertThat(choice.why()).isEqualTo("product.yaml says so; HardwareID-3 would be the default");
    assertThat(others(choice)).isEqualTo(others);
  }

  private static MatchChoice choice(@Nullable String left, @Nullable String match) {
    String yaml =
        ProductDocumentTest.KIOSK
            .replace(left == null ? "" : left, "")
            .replace("  match: HardwareID-3\n", match == null ? "" : "  match: " + match + "\n");
    return MatchChoice.of(
        ProductDocument.read(yaml.getBytes(UTF_8), "product.yaml").model().orElseThrow());
  }

  private static String others(MatchChoice choice) {
    return String.join(
        "; ", choice.passedOver().stream().map(p -> p.number() + " " + p.why()).toList());
  }
}
