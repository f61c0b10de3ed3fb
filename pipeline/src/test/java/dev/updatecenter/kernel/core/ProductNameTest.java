package dev.updatecenter.kernel.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"_home", "packages", "root", "", "a/b", "..", "_a", "1a"})
  void nobodyNamesAProductSo(String given) {
    assertThatIllegalArgumentException().isThrownBy(() -> ProductName.of(given));
  }

  @Test
  void homeStandsWhereAProductWould() {
    assertThat(new ProductName("_home")).isEqualTo(ProductName.HOME);
  }
}
