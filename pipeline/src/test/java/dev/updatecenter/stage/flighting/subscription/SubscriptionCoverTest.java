package dev.updatecenter.stage.flighting.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionCoverTest {
  private static final ProductName PRODUCT = new ProductName("ContosoKiosk");

  /** Each rule with the nearest case that it lets pass. */
  @ParameterizedTest
  @CsvSource({
    // required, subscriptions, quantity, devices, finding, its severity
    "true, 0, 0, 0, UC6090, ERROR",
    "true, 0, 0, 12, UC6090, ERROR",
    "false, 0, 0, 12, , ",
    "true, 1, 12, 12, , ",
    "true, 1, 12, 13, UC6091, WARNING",
    "false, 1, 12, 13, UC6091, WARNING",
    "true, 2, 500010, 500010, , ",
    "true, 2, 500010, 500011, UC6091, WARNING",
    "true, 10000, 5000000000, 5000000001, UC6091, WARNING",
  })
  void saysWhatStandsAgainstAFlight(
      boolean required, int count, long quantity, long devices, String code, Severity severity) {
    SubscriptionCover cover = new SubscriptionCover(PRODUCT, required, count, quantity, devices);

    if (code == null) {
      assertThat(cover.againstFlight()).isEmpty();
      assertThat(cover.standing()).isEmpty();
    } else {
      assertThat(cover.againstFlight())
          .singleElement()
          .satisfies(f -> assertThat(f.code()).isEqualTo(code))
          .satisfies(f -> assertThat(f.severity()).isEqualTo(severity));
    }
  }

  @Test
  void onlyWarnsOfTheSameWhereNothingIsAboutToStart() {
    SubscriptionCover cover = new SubscriptionCover(PRODUCT, true, 0, 0, 3);

    assertThat(cover.standing())
        .singleElement()
        .satisfies(f -> assertThat(f.code()).isEqualTo("UC6090"))
        .satisfies(f -> assertThat(f.severity()).isEqualTo(Severity.WARNING));
  }

  @Test
  void saysHowManyDevicesNobodyPaysFor() {
    List<Finding> findings = new SubscriptionCover(PRODUCT, true, 2, 500_010, 500_013).standing();

    assertThat(findings.get(0).message()).contains("500013", "500010");
    assertThat(findings.get(0).why()).startsWith("3 devices");
  }
}
