package dev.updatecenter.stage.offer;

import static dev.updatecenter.stage.offer.TestOffers.RING;
import static dev.updatecenter.stage.offer.TestOffers.SALT;
import static dev.updatecenter.stage.offer.TestOffers.offer;
import static dev.updatecenter.stage.offer.TestOffers.release;
import static dev.updatecenter.stage.offer.TestOffers.rollout;
import static dev.updatecenter.stage.offer.TestOffers.v;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.Rollout;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.flighting.Salt;
import dev.updatecenter.stage.flighting.Share;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutOrderTest {
  @ParameterizedTest
  @CsvSource({
    // version, salt, percent of the ledger; devices see 10.0.2.0 at 50 %
    "10.0.2.0, 000102030405060708090a0b0c0d0e0f, 50, true",
    "10.0.2.0, 000102030405060708090a0b0c0d0e0f, 100, true",
    "10.0.2.0, 000102030405060708090a0b0c0d0e0f, 10, false",
    "10.0.2.0, ff0102030405060708090a0b0c0d0e0f, 50, false",
    "10.0.3.0, 000102030405060708090a0b0c0d0e0f, 100, false"
  })
  void aLedgerNeverTakesBackWhatDevicesSee(
      String version, String salt, int percent, boolean follows) {
    RolloutDocument said = rollout(offer(release("10.0.2.0")), "10.0.2.0", RolloutState.ACTIVE, 50);
    Rollout ledger =
        Rollout.none(TestOffers.PRODUCT)
            .start(RING, v(version), Share.ofPercent(percent), () -> new Salt(salt), Instant.EPOCH);

    Throwable refused = catchThrowable(() -> RolloutOrder.require(ledger, said));

    if (follows) {
      assertThat(refused).isNull();
    } else {
      assertThat(refused)
          .isInstanceOfSatisfying(
              UpdateCenterException.class,
              e -> {
                assertThat(e.code()).isEqualTo("UC6071");
                assertThat(e.exit()).isEqualTo(ExitCode.CONFLICT);
              });
    }
    assertThat(said.find(RING, v("10.0.2.0"))).map(r -> r.salt()).contains(SALT);
  }
}
