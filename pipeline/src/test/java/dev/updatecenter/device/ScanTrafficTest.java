package dev.updatecenter.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.testing.TestLab;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scan asks the edge for, where a hundred releases have roles of their own. */
class ScanTrafficTest {
  private final DeviceWorld world;

  ScanTrafficTest(@TempDir Path folder) throws Exception {
    world = new DeviceWorld(folder);
  }

  @BeforeEach
  void publish() throws Exception {
    world.publishOthers(100, 20);
    world.publish();
  }

  @Test
  void firstScanFetchesEachListOnceAndTheRoleOfOneRelease() throws Exception {
    assertThat(world.scan().decision()).isEqualTo("install");

    List<String> asked = metadata();
    assertThat(asked)
        .containsExactly(
            "2.root.json",
            "timestamp.json",
            "3.snapshot.json",
            "1.targets.json",
            "1.ring-Preview.json",
            "1.rollout.json",
            "2.packages.json",
            "1.packages-10.0.2.0.json",
            "2.root.json",
            "timestamp.json");
    // 2,000 packages with nine bytes each, 101 roles, and the lines of the snapshot.
    assertThat(bytes(asked)).isLessThan(80_000);
  }

  /** Once to decide, and once more before the packages are handed over. */
  @Test
  void scanWithNothingNewFetchesTheTimestampAlone() throws Exception {
    world.scan();
    metadata();

    assertThat(world.scan().decision()).isEqualTo("install");

    List<String> asked = metadata();
    assertThat(asked)
        .containsExactly("2.root.json", "timestamp.json", "2.root.json", "timestamp.json");
    assertThat(bytes(asked)).isLessThan(2_000);
  }

  @Test
  void scanAfterARolloutTurnedFetchesNothingOfPackages() throws Exception {
    world.scan();
    metadata();
    world.signedAt = world.signedAt.plusSeconds(1);
    world.publish();

    assertThat(world.scan().decision()).isEqualTo("install");

    assertThat(metadata()).noneMatch(name -> name.contains("packages"));
  }

  @Test
  void scanAfterANewReleaseFetchesItsRoleAndTheListsAboveIt() throws Exception {
    world.scan();
    metadata();
    // Other bytes: the time of the signature.
    world.carry(TestLab.signer());
    world.publish();

    assertThat(world.scan().decision()).isEqualTo("install");

    assertThat(metadata())
        .containsExactly(
            "2.root.json",
            "timestamp.json",
            "4.snapshot.json",
            "2.ring-Preview.json",
            "2.rollout.json",
            "3.packages.json",
            "2.packages-10.0.2.0.json",
            "2.root.json",
            "timestamp.json");
  }

  private List<String> metadata() {
    return world.edge.takeAsked().stream()
        .filter(name -> name.startsWith(DeviceWorld.METADATA))
        .map(name -> name.substring(DeviceWorld.METADATA.length()))
        .toList();
  }

  private long bytes(List<String> names) {
    return names.stream()
        .map(name -> world.edge.files().get(DeviceWorld.METADATA + name))
        .filter(bytes -> bytes != null)
        .mapToLong(bytes -> bytes.length)
        .sum();
  }
}
