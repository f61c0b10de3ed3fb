package dev.updatecenter.stage.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.stage.flighting.Salt;
import dev.updatecenter.stage.flighting.Share;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareBucketTest {
  private static final Salt SALT = new Salt("000102030405060708090a0b0c0d0e0f");

  private static DeviceId device(int n) {
    return new DeviceId(ContentDigest.of(ByteBuffer.allocate(4).putInt(n).array()));
  }

  /** Computed with Python: int.from_bytes(sha256((salt + ":" + device).encode())[:8], "big"). */
  @ParameterizedTest
  @CsvSource({
    "00000000000000000000000000000000,0000000000000000000000000000000000000000000000000000000000000000,14721006081443409286",
    "000102030405060708090a0b0c0d0e0f,ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff,269680780079395727",
    "ffffffffffffffffffffffffffffffff,fecedc2a63e1e3c0019f152dfae56ae6650134e51711982350533224be5adea2,2772796506936743593"
  })
  void putsADeviceWhereOthersPutIt(String salt, String device, String point) {
    assertThat(Long.toUnsignedString(ShareBucket.point(new Salt(salt), DeviceId.parse(device))))
        .isEqualTo(point);
  }

  @Test
  void aWiderShareHoldsEveryDeviceOfTheNarrowerOne() {
    for (int n = 0; n < 2_000; n++) {
      boolean before = false;
      for (int percent : new int[] {0, 1, 10, 50, 100}) {
        boolean now = ShareBucket.contains(SALT, device(n), Share.ofPercent(percent));
        assertThat(now || !before).isTrue();
        before = now;
      }
      assertThat(before).as("everybody is in the whole").isTrue();
    }
  }

  @Test
  void aShareHoldsItsPartOfTheDevices() {
    int inside = 0;
    for (int n = 0; n < 20_000; n++) {
      inside += ShareBucket.contains(SALT, device(n), Share.ofPercent(10)) ? 1 : 0;
    }

    // Four standard deviations of 20,000 draws at 10 %.
    assertThat(inside).isBetween(1_830, 2_170);
  }
}
