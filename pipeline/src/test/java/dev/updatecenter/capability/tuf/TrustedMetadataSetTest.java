package dev.updatecenter.capability.tuf;

import static dev.updatecenter.testing.RepositorySimulator.ROLLOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.testing.RepositorySimulator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedMetadataSetTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final String PAST = "2020-01-01T00:00:00Z";

  private final RepositorySimulator world;

  TrustedMetadataSetTest() throws Exception {
    world = new RepositorySimulator(NOW);
  }

  @Test
  void takesFilesInTheirOrderOnly() throws Exception {
    TrustedMetadataSet set = begin();

    assertThatThrownBy(() -> set.updateSnapshot(current(RoleName.SNAPSHOT)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> set.updateTargets(current(RoleName.TARGETS)))
        .isInstanceOf(IllegalStateException.class);
    set.updateTimestamp(current(RoleName.TIMESTAMP));
    assertThatThrownBy(() -> set.updateRoot(world.trustedRoot()))
        .isInstanceOf(IllegalStateException.class);
    set.updateSnapshot(current(RoleName.SNAPSHOT));
    assertThatThrownBy(() -> set.updateDelegated(ROLLOUT, RoleName.TARGETS, current(ROLLOUT)))
        .isInstanceOf(IllegalStateException.class);
    set.updateTargets(current(RoleName.TARGETS));
    set.updateDelegated(ROLLOUT, RoleName.TARGETS, current(ROLLOUT));
    assertThat(set.targets(ROLLOUT)).isPresent();
  }

  @Test
  void aRefusedFileLeavesTheSetAsItWas() throws Exception {
    TrustedMetadataSet set = begin();
    byte[] good = current(RoleName.TIMESTAMP);
    world.forge(RoleName.TIMESTAMP, t -> t.put("expires", PAST));

    assertThatThrownBy(() -> set.updateTimestamp(current(RoleName.TIMESTAMP)))
        .isInstanceOf(ExpiredMetadataException.class);
    assertThat(set.timestamp()).isEmpty();
    set.updateTimestamp(good);
    assertThat(set.timestamp()).isPresent();
  }

  @Test
  void goesOverAnExpiredRootToANewerOne() throws Exception {
    world.forge(RoleName.ROOT, root -> root.put("expires", PAST));
    byte[] second = current(RoleName.ROOT);
    world.forge(RoleName.ROOT, root -> root.put("expires", "2030-01-01T00:00:00Z"));
    TrustedMetadataSet set = begin();

    set.updateRoot(second);
    assertThatThrownBy(set::requireFreshRoot)
        .isInstanceOfSatisfying(
            ExpiredMetadataException.class, e -> assertThat(e.file()).isEqualTo("2.root.json"));
    set.updateRoot(current(RoleName.ROOT));

    assertThatCode(set::requireFreshRoot).doesNotThrowAnyException();
  }

  @Test
  void expiresAtTheInstantItselfAndNotBefore() throws Exception {
    world.forge(RoleName.TIMESTAMP, t -> t.put("expires", NOW.toString()));
    byte[] timestamp = current(RoleName.TIMESTAMP);

    assertThatThrownBy(() -> begin().updateTimestamp(timestamp))
        .isInstanceOf(ExpiredMetadataException.class);
    assertThat(
            new TrustedMetadataSet(world.trustedRoot(), NOW.minusNanos(1))
                .updateTimestamp(timestamp))
        .isTrue();
  }

  @Test
  void remembersAnExpiredTimestampToCompareWith() throws Exception {
    world.forge(RoleName.TIMESTAMP, t -> t.put("expires", PAST));
    byte[] expired = current(RoleName.TIMESTAMP);
    world.forge(
        RoleName.TIMESTAMP,
        t -> {
          t.put("version", 2L);
          t.put("expires", "2030-01-01T00:00:00Z");
        });
    TrustedMetadataSet set = begin();
    set.rememberTimestamp(expired);

    assertThatThrownBy(() -> set.updateTimestamp(current(RoleName.TIMESTAMP)))
        .isInstanceOfSatisfying(
            RollbackException.class,
            e -> {
              assertThat(e.role()).isEqualTo(RoleName.TIMESTAMP);
              assertThat(e.trusted()).isEqualTo(new MetadataVersion(3));
              assertThat(e.offered()).isEqualTo(new MetadataVersion(2));
            });
  }

  @Test
  void acceptsListsWithoutLengthAndHash() throws Exception {
    world.forge(
        RoleName.TIMESTAMP,
        t -> RepositorySimulator.object(t, "meta").put("snapshot.json", Map.of("version", 2L)));
    TrustedMetadataSet set = begin();

    set.updateTimestamp(current(RoleName.TIMESTAMP));
    set.updateSnapshot(current(RoleName.SNAPSHOT));

    assertThat(set.snapshot()).isPresent();
  }

  @Test
  void signaturesCoverFieldsThatAreNotKnownHere() throws Exception {
    world.forge(
        RoleName.TIMESTAMP, t -> t.put("x-added", List.of(Map.of("by", "a later version"))));
    byte[] good = current(RoleName.TIMESTAMP);
    byte[] changed =
        new String(good, StandardCharsets.UTF_8)
            .replace("later", "other")
            .getBytes(StandardCharsets.UTF_8);

    assertThat(begin().updateTimestamp(good)).isTrue();
    assertThatThrownBy(() -> begin().updateTimestamp(changed))
        .isInstanceOfSatisfying(
            SignatureThresholdException.class,
            e -> {
              assertThat(e.valid()).isZero();
              assertThat(e.threshold()).isEqualTo(1);
            });
  }

  @Test
  void oneKeyUnderTwoIdsSignsOnce() throws Exception {
    MetadataSigner signer = world.signers(RoleName.ROOT).get(0);
    Map<String, Object> root = signedRoot();
    Map<String, Object> keys = RepositorySimulator.object(root, "keys");
    Map<String, Object> alias =
        new java.util.HashMap<>(RepositorySimulator.object(keys, signer.key().id().hex()));
    alias.put("x-alias", true);
    TufKey twin = TufKey.parse(MetadataFields.of(Json.read(Json.bytes(alias), "key"), "key"));
    keys.put(twin.id().hex(), alias);
    Map<String, Object> role =
        RepositorySimulator.object(RepositorySimulator.object(root, "roles"), "root");
    role.put("keyids", new ArrayList<>(List.of(signer.key().id().hex(), twin.id().hex())));
    role.put("threshold", 2L);

    byte[] file = RepositorySimulator.sign(root, List.of(signer, new Twin(twin, signer)));

    assertThatThrownBy(() -> new TrustedMetadataSet(file, NOW))
        .isInstanceOfSatisfying(
            SignatureThresholdException.class, e -> assertThat(e.valid()).isEqualTo(1));
  }

  @Test
  void refusesAKeyUnderTheIdOfAnother() {
    Map<String, Object> root = signedRoot();
    Map<String, Object> keys = RepositorySimulator.object(root, "keys");
    keys.put("0".repeat(64), keys.values().iterator().next());
    byte[] file = RepositorySimulator.sign(root, world.signers(RoleName.ROOT));

    assertThatThrownBy(() -> new TrustedMetadataSet(file, NOW))
        .isInstanceOf(MalformedMetadataException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"signed\":{},\"signatures\":[]}",
        "{\"signed\":{\"a\":1,\"a\":2},\"signatures\":[]}",
        "{\"signed\":{\"_type\":\"root\",\"spec_version\":1},\"signatures\":[]}",
        "{\"signed\":{\"_type\":\"root\",\"spec_version\":\"1.0.0\",\"consistent_snapshot\":false},"
            + "\"signatures\":[]}",
      })
  void refusesWhatIsNotMetadata(String text) {
    assertThatThrownBy(() -> new TrustedMetadataSet(text.getBytes(StandardCharsets.UTF_8), NOW))
        .isInstanceOf(MalformedMetadataException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\\ud800\"", "1.5", "0", "-1", "\"2\"", "9007199254740992"})
  void refusesAVersionThatIsNoVersion(String version) {
    String timestamp =
        new String(current(RoleName.TIMESTAMP), StandardCharsets.UTF_8)
            .replace("\"version\":2,\"expires\"", "\"version\":" + version + ",\"expires\"");

    assertThatThrownBy(() -> begin().updateTimestamp(timestamp.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedMetadataException.class);
  }

  @Test
  void refusesHalfASurrogatePairBecauseItWouldSignLikeAQuestionMark() {
    world.forge(RoleName.TIMESTAMP, t -> t.put("x-note", "really?"));
    String changed =
        new String(current(RoleName.TIMESTAMP), StandardCharsets.UTF_8)
            .replace("really?", "really\\ud800");

    assertThatThrownBy(() -> begin().updateTimestamp(changed.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedMetadataException.class);
  }

  private Map<String, Object> signedRoot() {
    return RepositorySimulator.object(RepositorySimulator.plain(world.trustedRoot()), "signed");
  }

  private TrustedMetadataSet begin() throws TufVerificationException {
    return new TrustedMetadataSet(world.trustedRoot(), NOW);
  }

  private byte[] current(RoleName role) {
    return world.file(world.current(role));
  }

  /** Signs with one key under the id of its twin. */
  private record Twin(TufKey key, MetadataSigner signer) implements MetadataSigner {
    @Override
    public byte[] sign(byte[] canonical) {
      return signer.sign(canonical);
    }
  }
}
