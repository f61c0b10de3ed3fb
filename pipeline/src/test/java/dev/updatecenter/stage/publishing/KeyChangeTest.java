package dev.updatecenter.stage.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.capability.tuf.EcdsaMetadataSigner;
import dev.updatecenter.capability.tuf.Ed25519MetadataSigner;
import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.capability.tuf.RoleAuthority;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TufClient;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.testing.RecordingStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyChangeTest {
  private static final int MOST_WRITES = 12;

  private final Path folder;
  private final Map<RoleName, List<MetadataSigner>> keys = new LinkedHashMap<>();
  private final MetadataSigner next = Ed25519MetadataSigner.generate(new SecureRandom());

  KeyChangeTest(@TempDir Path folder) {
    this.folder = folder;
    for (RoleName role : RepositoryRoles.all(PublishingWorld.RINGS)) {
      keys.put(role, List.of(EcdsaMetadataSigner.generate(new SecureRandom())));
    }
  }

  private PublishingWorld world(String name) {
    return new PublishingWorld(
        folder.resolve(name).resolve("home"),
        folder.resolve(name).resolve("store"),
        new RepositoryKeys(keys));
  }

  /** Publishes with other keys at hand. */
  private MetadataPublication with(
      PublishingWorld world, RoleName role, List<MetadataSigner> signers) {
    Map<RoleName, List<MetadataSigner>> all = new LinkedHashMap<>(keys);
    all.put(role, signers);
    return world.publication(new RepositoryKeys(all));
  }

  private MetadataSigner first(RoleName role) {
    return keys.getOrDefault(role, List.of()).get(0);
  }

  private KeyChange change(PublishingWorld world, RoleName role) {
    return new KeyChange(role, RoleAuthority.of(next.key()), world.clock.instant());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"root", "targets", "snapshot", "timestamp", "packages", "ring-Preview", "rollout"})
  void killedAtAnyWriteTheSameCommandFinishesAndNoDeviceIsLost(String name) throws Exception {
    RoleName role = new RoleName(name);
    boolean finished = false;
    for (int writes = 0; writes < MOST_WRITES && !finished; writes++) {
      // Every other run has lost what it had signed, too.
      try (PublishingWorld world = world(name + writes)) {
        finished = killed(world, role, writes, writes % 2 == 1);
      }
    }
    assertThat(finished).isTrue();
  }

  /** Whether the rotation needed no more writes than it was allowed. */
  private boolean killed(PublishingWorld world, RoleName role, int writes, boolean forgetful)
      throws Exception {
    world.publish("package one");
    TufClient device = world.device();
    assertThat(world.sees(device, "package one")).isTrue();
    List<MetadataSigner> both = List.of(first(role), next);
    boolean done = false;
    world.store.killAfter(writes);
    try {
      with(world, role, both).rotate(change(world, role), world.lease);
      done = true;
    } catch (RecordingStore.Killed e) {
      assertThat(e).isNotNull();
    }
    assertThat(world.sees(device, "package one")).as("killed after %s writes", writes).isTrue();

    world.store.killAfter(Integer.MAX_VALUE);
    if (forgetful) {
      Files.deleteIfExists(world.pending());
    }
    with(world, role, both).rotate(change(world, role), world.lease);
    assertThat(with(world, role, both).look().authority(role))
        .isEqualTo(RoleAuthority.of(next.key()));
    assertThat(world.sees(device, "package one")).isTrue();
    assertThat(world.sees(world.device(), "package one")).isTrue();
    // The new key is enough from here on.
    with(world, role, List.of(next))
        .publish(editor -> MetadataChange.of(editor.withRenewed(Set.of(role))), world.lease);
    assertThat(world.sees(device, "package one")).isTrue();
    return done;
  }

  @Test
  void aRoleWhoseKeysAreAwayIsAskedForAndPublishedOnceItsHoldersSigned() throws Exception {
    try (PublishingWorld world = world("away")) {
      world.publish("package one");
      TufClient device = world.device();
      device.refresh();
      MetadataSigner away = first(RoleName.ROOT);

      MetadataPublication publication = with(world, RoleName.ROOT, List.of());
      assertThatThrownBy(() -> publication.rotate(change(world, RoleName.ROOT), world.lease))
          .isInstanceOfSatisfying(
              UpdateCenterException.class,
              e -> {
                assertThat(e.code()).isEqualTo("UC5065");
                assertThat(e.exit()).isEqualTo(ExitCode.APPROVAL);
                assertThat(e.fix()).contains("keys ceremony export root --product ContosoKiosk");
              });
      CeremonyDesk desk = publication.ceremonies();
      Ceremony asked = desk.of(RoleName.ROOT, world.lease);
      assertThat(asked.act()).isEqualTo(MetadataAct.rotate(RoleName.ROOT));
      assertThat(asked.proposal().changes())
          .anyMatch(change -> change.contains("gains key " + next.key().id()));

      // Signed by the new key alone it is no root for whoever trusts the old one.
      Ceremony half = asked.with(asked.proposal().signedBy(next));
      desk.keep(Ceremony.read(half.toJson(), "half"));
      assertThatThrownBy(() -> publication.rotate(change(world, RoleName.ROOT), world.lease))
          .hasMessageContaining("root lacks 1 signature");
      Ceremony whole = half.with(half.proposal().signedBy(away));
      desk.keep(Ceremony.read(whole.toJson(), "whole"));
      assertThat(publication.rotate(change(world, RoleName.ROOT), world.lease)).isTrue();

      assertThat(world.sees(device, "package one")).isTrue();
      assertThat(device.trusted().root().version().value()).isEqualTo(2);
      assertThat(desk.current(RoleName.ROOT)).isEmpty();
    }
  }

  @Test
  void offlineKeysNeedNotBeThereToRenewTheOnlineOnes() throws Exception {
    try (PublishingWorld world = world("online")) {
      world.publish("package one");
      Map<RoleName, List<MetadataSigner>> online = new LinkedHashMap<>(keys);
      online
          .keySet()
          .retainAll(Set.of(RoleName.SNAPSHOT, RoleName.TIMESTAMP, RepositoryRoles.ROLLOUT));
      world.clock.pass(Duration.ofDays(8));

      assertThat(
              new Refresh(world.publication(new RepositoryKeys(online)), world.clock)
                  .ifDue(world.lease))
          .isTrue();

      assertThat(world.sees(world.device(), "package one")).isTrue();
    }
  }
}
