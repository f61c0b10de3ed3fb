package dev.updatecenter.stage.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.capability.tuf.EcdsaMetadataSigner;
import dev.updatecenter.capability.tuf.Ed25519MetadataSigner;
import dev.updatecenter.capability.tuf.InMemoryMetadataStore;
import dev.updatecenter.capability.tuf.MetadataNotFoundException;
import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.capability.tuf.RoleAuthority;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.RollbackException;
import dev.updatecenter.capability.tuf.TufClient;
import dev.updatecenter.testing.RepositorySimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thief of online keys drives a device's versions up; a rotation gets the device back. */
class FastForwardTest {
  private static final long SKY = 1_000_000;

  private final Map<RoleName, List<MetadataSigner>> keys = new LinkedHashMap<>();
  private final Map<String, byte[]> forged = new HashMap<>();
  private final Path folder;

  FastForwardTest(@TempDir Path folder) {
    this.folder = folder;
    for (RoleName role : RepositoryRoles.all(PublishingWorld.RINGS)) {
      keys.put(role, List.of(EcdsaMetadataSigner.generate(new SecureRandom())));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"timestamp", "snapshot"})
  void aRotatedKeyMakesDevicesForgetWhatItSigned(String name) throws Exception {
    RoleName role = new RoleName(name);
    try (PublishingWorld world =
        new PublishingWorld(
            folder.resolve("home"), folder.resolve("store"), new RepositoryKeys(keys))) {
      world.publish("package one");
      TufClient device = device(world);
      steal(world);
      device.refresh();
      assertThat(device.trusted().timestamp().orElseThrow().version().value()).isEqualTo(SKY);
      forged.clear();
      assertThatThrownBy(device::refresh).isInstanceOf(RollbackException.class);

      MetadataSigner next = Ed25519MetadataSigner.generate(new SecureRandom());
      Map<RoleName, List<MetadataSigner>> both = new LinkedHashMap<>(keys);
      both.merge(role, List.of(next), (a, b) -> List.of(a.get(0), b.get(0)));
      world
          .publication(new RepositoryKeys(both))
          .rotate(
              new KeyChange(role, RoleAuthority.of(next.key()), world.clock.instant()),
              world.lease);

      // TUF 5.3.11
      assertThat(world.sees(device, "package one")).isTrue();
      assertThat(device.trusted().timestamp().orElseThrow().version().value()).isLessThan(SKY);
      assertThat(device.trusted().snapshot().orElseThrow().version().value()).isLessThan(SKY);
    }
  }

  /** What an edge that a thief of both online keys has taken would give. */
  private void steal(PublishingWorld world) {
    Map<String, Object> snapshot = signed(world, "1.snapshot.json");
    snapshot.put("version", SKY);
    byte[] file = RepositorySimulator.sign(snapshot, signers(RoleName.SNAPSHOT));
    forged.put(SKY + ".snapshot.json", file);
    Map<String, Object> timestamp = signed(world, "timestamp.json");
    timestamp.put("version", SKY);
    RepositorySimulator.list(timestamp, RoleName.SNAPSHOT, SKY, file);
    forged.put("timestamp.json", RepositorySimulator.sign(timestamp, signers(RoleName.TIMESTAMP)));
  }

  private List<MetadataSigner> signers(RoleName role) {
    return keys.getOrDefault(role, List.of());
  }

  private static Map<String, Object> signed(PublishingWorld world, String name) {
    byte[] bytes =
        world
            .plain
            .read(ReleaseLayout.metadata(PublishingWorld.PRODUCT, name), 1 << 20)
            .orElseThrow();
    return RepositorySimulator.object(RepositorySimulator.plain(bytes), "signed");
  }

  private TufClient device(PublishingWorld world) throws Exception {
    return new TufClient(
        Files.readAllBytes(world.root()),
        new InMemoryMetadataStore(),
        (name, max) ->
            Optional.ofNullable(forged.get(name))
                .or(
                    () ->
                        world.plain.read(
                            ReleaseLayout.metadata(PublishingWorld.PRODUCT, name), max))
                .orElseThrow(() -> new MetadataNotFoundException(name)),
        world.clock);
  }
}
