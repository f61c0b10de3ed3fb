package dev.updatecenter.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.offer.Floors;
import dev.updatecenter.stage.offer.OfferPackage;
import dev.updatecenter.stage.offer.OfferRelease;
import dev.updatecenter.stage.offer.PackageName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeviceMemoryTest {
  private static final PackageVersion VERSION = PackageVersion.parse("10.0.2.0");

  @Test
  void keepsTheInstallOrderOfAnOfferedReleaseOnDisk(@TempDir Path folder) throws Exception {
    List<OfferPackage> packages =
        IntStream.range(0, 20).map(i -> 19 - i).mapToObj(DeviceMemoryTest::offered).toList();
    OfferRelease release =
        new OfferRelease(
            VERSION, 0, Optional.empty(), Optional.of(VERSION), Floors.NONE, packages, "");
    DeviceMemoryFile file = new DeviceMemoryFile(folder.resolve("memory.json"));
    file.write(DeviceMemory.NONE, DeviceMemory.NONE.offered(release));
    List<PackageName> order = packages.stream().map(OfferPackage::name).toList();
    assertThat(file.read().offered(VERSION).keySet()).containsExactlyElementsOf(order);
  }

  private static OfferPackage offered(int number) {
    ContentDigest digest = ContentDigest.of(("p" + number).getBytes(StandardCharsets.UTF_8));
    String target = "packages/" + digest.prefix() + "/p" + number + ".cab";
    return new OfferPackage(target, "cbs", "Contoso.P" + number, VERSION, 1, digest);
  }
}
