package dev.updatecenter.stage.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.stage.flighting.Salt;
import dev.updatecenter.stage.flighting.Share;
import dev.updatecenter.testing.Programs;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Shares by the vectors of {@code schemas/share-bucket.json}, and what holds for all devices. */
class ShareBucketTest {
  private static final Path VECTORS = Path.of("../schemas/share-bucket.json");
  private static final Salt SALT = new Salt("000102030405060708090a0b0c0d0e0f");
  private static final int DEVICES = 20_000;

  private static DeviceId device(int n) {
    return new DeviceId(ContentDigest.of(ByteBuffer.allocate(4).putInt(n).array()));
  }

  private static List<Node> vectors() throws Exception {
    return Json.read(Files.readAllBytes(VECTORS), VECTORS.toString())
        .get("vectors")
        .orElseThrow()
        .elements();
  }

  @Test
  void putsEachDeviceOfTheVectorsWhereTheySay() throws Exception {
    for (Node vector : vectors()) {
      Salt salt = new Salt(vector.text("salt").orElseThrow());
      DeviceId device = DeviceId.parse(vector.text("device").orElseThrow());
      assertThat(Long.toUnsignedString(ShareBucket.point(salt, device)))
          .isEqualTo(vector.text("point").orElseThrow());
      assertThat(shares(vector, "in"))
          .as("%s", device)
          .isNotEmpty()
          .allMatch(share -> ShareBucket.contains(salt, device, share));
      assertThat(shares(vector, "out"))
          .as("%s", device)
          .isNotEmpty()
          .noneMatch(share -> ShareBucket.contains(salt, device, share));
    }
  }

  private static List<Share> shares(Node vector, String key) {
    return vector.get(key).orElseThrow().elements().stream()
        .map(node -> new Share(new BigDecimal(String.valueOf(node.toPlain()))))
        .toList();
  }

  @Test
  void nodePutsThemThereToo() throws Exception {
    Path node = Programs.require("node");
    Path script = Path.of("src/test/resources/interop/share-bucket.cjs").toAbsolutePath();

    Programs.Result result =
        Programs.run(node, script.toString(), VECTORS.toAbsolutePath().toString());

    assertThat(result.output().strip()).isEqualTo(vectors().size() + " checked");
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
  void aDeviceKeepsItsPlaceInARing() {
    for (int n = 0; n < 100; n++) {
      // A salt that was read from a document, a device that was started again.
      Salt read = new Salt(String.valueOf(SALT));
      DeviceId again = DeviceId.parse(String.valueOf(device(n)));
      assertThat(ShareBucket.point(read, again)).isEqualTo(ShareBucket.point(SALT, device(n)));
    }
  }

  /** Pearson's chi-square over 100 bins: 99 degrees of freedom, 0.1 % at either end. */
  @Test
  void pointsAreUniformForEverySalt() {
    Random random = new Random(20261122);
    for (int round = 0; round < 3; round++) {
      Salt salt = Salt.fresh(random);
      int[] bins = new int[100];
      for (int n = 0; n < DEVICES; n++) {
        bins[(int) Math.multiplyHigh(ShareBucket.point(salt, device(n)) >>> 1, 200)]++;
      }
      assertThat(chiSquare(bins)).as("%s", salt).isBetween(61.1, 148.2);
    }
  }

  /** Who came first in one ring does not come first in the next: a table of two by two. */
  @Test
  void placesUnderTwoSaltsAreIndependent() {
    Salt other = Salt.fresh(new Random(1));
    Share tenth = Share.ofPercent(10);
    int both = 0;
    for (int n = 0; n < DEVICES; n++) {
      DeviceId device = device(n);
      boolean here = ShareBucket.contains(SALT, device, tenth);
      both += here && ShareBucket.contains(other, device, tenth) ? 1 : 0;
    }
    // 1 % of the devices; four standard deviations of as many draws.
    assertThat(both).isBetween(144, 256);
  }

  @Test
  void aShareHoldsItsPartOfTheDevices() {
    int inside = 0;
    for (int n = 0; n < DEVICES; n++) {
      inside += ShareBucket.contains(SALT, device(n), Share.ofPercent(10)) ? 1 : 0;
    }

    // Four standard deviations of 20,000 draws at 10 %.
    assertThat(inside).isBetween(1_830, 2_170);
  }

  private static double chiSquare(int[] bins) {
    double expected = (double) DEVICES / bins.length;
    double sum = 0;
    for (int bin : bins) {
      sum += (bin - expected) * (bin - expected) / expected;
    }
    return sum;
  }
}
