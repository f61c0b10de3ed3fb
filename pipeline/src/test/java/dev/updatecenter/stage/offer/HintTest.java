package dev.updatecenter.stage.offer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.devicemodel.Edition;
import dev.updatecenter.capability.devicemodel.MachineInfo;
import dev.updatecenter.capability.devicemodel.Servicing;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.publishing.PublishingWorld;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HintTest {
  private static final byte[] HINT = "{\"product\":\"ContosoKiosk\"}".getBytes(UTF_8);

  private final PublishingWorld world;
  private final DeviceModel model = model();
  private final BlobName name = ReleaseLayout.hardware(model.target().id());

  HintTest(@TempDir Path folder) {
    this.world = new PublishingWorld(folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void leadsFromHardwareToProductAndIsWrittenOnce() {
    publisher().hint(model);
    publisher().hint(model);

    assertThat(hint()).hasValue(HINT);
    assertThat(world.store.takeWritten()).containsExactly(name.value());
  }

  @Test
  void hintThatIsNoneIsReplacedHoweverLong() {
    byte[] garbage = new byte[1 << 20];
    world.plain.putIfAbsent(name, BlobSource.of(garbage), CachePolicy.HINT);

    publisher().hint(model);

    assertThat(hint()).hasValue(HINT);
  }

  @Test
  void hintThatAnotherWroteThisMomentStays() {
    byte[] theirs = "{\"product\":\"ContosoPanel\"}".getBytes(UTF_8);
    world.store.beforeSwap(
        () -> world.plain.putIfAbsent(name, BlobSource.of(theirs), CachePolicy.HINT));

    publisher().hint(model);

    assertThat(hint()).hasValue(theirs);
  }

  private OfferPublisher publisher() {
    return new OfferPublisher(world.publication(), world.store, world.clock);
  }

  private static DeviceModel model() {
    PackageVersion version = PackageVersion.parse("10.0.0.0");
    return new DeviceModel(
        PublishingWorld.PRODUCT,
        Architecture.ARM,
        Edition.IOT_CORE,
        Servicing.LTSC,
        List.of(),
        version,
        version,
        new MachineInfo("Contoso TEST", "Kiosk", "Kiosk 1", "K1", "Contoso TEST", "Board 1"),
        4,
        DeviceModel.DEFAULT_RINGS);
  }

  private Optional<byte[]> hint() {
    return world.plain.read(name, 1 << 20);
  }
}
