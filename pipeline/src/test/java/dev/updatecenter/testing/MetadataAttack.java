package dev.updatecenter.testing;

import static dev.updatecenter.testing.RepositorySimulator.RING;
import static dev.updatecenter.testing.RepositorySimulator.ROLLOUT;

import dev.updatecenter.capability.tuf.ExpiredMetadataException;
import dev.updatecenter.capability.tuf.HashMismatchException;
import dev.updatecenter.capability.tuf.LengthMismatchException;
import dev.updatecenter.capability.tuf.MalformedMetadataException;
import dev.updatecenter.capability.tuf.MetadataTooLargeException;
import dev.updatecenter.capability.tuf.MetadataVersion;
import dev.updatecenter.capability.tuf.NotInSnapshotException;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.RollbackException;
import dev.updatecenter.capability.tuf.RootVersionException;
import dev.updatecenter.capability.tuf.SignatureThresholdException;
import dev.updatecenter.capability.tuf.SpecVersionException;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.capability.tuf.VersionMismatchException;
import dev.updatecenter.capability.tuf.WrongTypeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What can be done to a repository after a client has seen it once, and the check that must notice.
 * Judged by our client and by one of others.
 */
public enum MetadataAttack {
  TIMESTAMP_ROLLED_BACK(
      RollbackException.class,
      sim -> {
        byte[] before = sim.file("timestamp.json");
        Map<String, Object> signed =
            RepositorySimulator.object(RepositorySimulator.plain(before), "signed");
        signed.put("version", 1L);
        sim.files()
            .put(
                "timestamp.json",
                RepositorySimulator.sign(signed, sim.signers(RoleName.TIMESTAMP)));
      }),
  SNAPSHOT_ROLLED_BACK(
      RollbackException.class,
      sim ->
          sim.forge(
              RoleName.TIMESTAMP,
              t -> RepositorySimulator.list(t, RoleName.SNAPSHOT, 1, sim.file("1.snapshot.json")))),
  TARGETS_ROLLED_BACK(RollbackException.class, sim -> relistFirst(sim, RoleName.TARGETS)),
  DELEGATED_ROLE_ROLLED_BACK(RollbackException.class, sim -> relistFirst(sim, ROLLOUT)),
  ROLE_DROPPED_FROM_SNAPSHOT(
      NotInSnapshotException.class,
      sim ->
          sim.forge(
              RoleName.SNAPSHOT,
              s -> RepositorySimulator.object(s, "meta").remove(ROLLOUT.fileName()))),

  ROOT_EXPIRED(ExpiredMetadataException.class, sim -> expire(sim, RoleName.ROOT)),
  TIMESTAMP_EXPIRED(ExpiredMetadataException.class, sim -> expire(sim, RoleName.TIMESTAMP)),
  SNAPSHOT_EXPIRED(ExpiredMetadataException.class, sim -> expire(sim, RoleName.SNAPSHOT)),
  TARGETS_EXPIRED(ExpiredMetadataException.class, sim -> expire(sim, RoleName.TARGETS)),
  DELEGATED_ROLE_EXPIRED(ExpiredMetadataException.class, sim -> expire(sim, ROLLOUT)),

  SNAPSHOT_OF_ANOTHER_NUMBER(
      VersionMismatchException.class,
      sim -> sim.forge(RoleName.SNAPSHOT, s -> s.put("version", 99L))),
  TARGETS_OF_ANOTHER_NUMBER(
      VersionMismatchException.class,
      sim -> sim.forge(RoleName.TARGETS, t -> t.put("version", 99L))),
  DELEGATED_ROLE_OF_ANOTHER_NUMBER(
      VersionMismatchException.class, sim -> sim.forge(ROLLOUT, t -> t.put("version", 99L))),

  SNAPSHOT_OF_OTHER_BYTES(HashMismatchException.class, sim -> forgeAndFlip(sim, RoleName.SNAPSHOT)),
  TARGETS_OF_OTHER_BYTES(HashMismatchException.class, sim -> forgeAndFlip(sim, RoleName.TARGETS)),
  DELEGATED_ROLE_OF_OTHER_BYTES(HashMismatchException.class, sim -> forgeAndFlip(sim, ROLLOUT)),
  SNAPSHOT_CUT_SHORT(
      LengthMismatchException.class,
      sim -> {
        sim.forge(RoleName.SNAPSHOT, s -> {});
        sim.spoil(RoleName.SNAPSHOT, bytes -> Arrays.copyOf(bytes, bytes.length - 1));
      }),
  SNAPSHOT_LONGER_THAN_LISTED(
      MetadataTooLargeException.class,
      sim -> {
        sim.forge(RoleName.SNAPSHOT, s -> {});
        sim.spoil(RoleName.SNAPSHOT, bytes -> Arrays.copyOf(bytes, bytes.length + 1));
      }),

  ROOT_WITHOUT_END(
      MetadataTooLargeException.class, sim -> sim.files().put("2.root.json", new byte[600_000])),
  TIMESTAMP_WITHOUT_END(
      MetadataTooLargeException.class, sim -> sim.files().put("timestamp.json", new byte[20_000])),

  TIMESTAMP_SIGNED_BY_A_STRANGER(
      SignatureThresholdException.class, sim -> forgeByStranger(sim, RoleName.TIMESTAMP)),
  SNAPSHOT_SIGNED_BY_A_STRANGER(
      SignatureThresholdException.class, sim -> forgeByStranger(sim, RoleName.SNAPSHOT)),
  TARGETS_SIGNED_BY_A_STRANGER(
      SignatureThresholdException.class, sim -> forgeByStranger(sim, RoleName.TARGETS)),
  DELEGATED_ROLE_SIGNED_BY_A_STRANGER(
      SignatureThresholdException.class, sim -> forgeByStranger(sim, ROLLOUT)),
  DELEGATED_ROLE_SIGNED_BY_ANOTHER_ROLE(
      SignatureThresholdException.class,
      sim -> sim.forge(ROLLOUT, t -> {}, sim.signers(RoleName.TARGETS))),
  ONE_SIGNATURE_OF_TWO(
      SignatureThresholdException.class,
      sim -> sim.forge(RING, t -> {}, List.of(sim.signers(RING).get(0)))),
  ONE_KEY_SIGNS_TWICE(
      MalformedMetadataException.class,
      sim -> sim.forge(RING, t -> {}, List.of(sim.signers(RING).get(0), sim.signers(RING).get(0)))),
  SIGNATURE_MISSING(
      SignatureThresholdException.class, sim -> sim.forge(RoleName.TIMESTAMP, t -> {}, List.of())),

  ROOT_NOT_SIGNED_BY_THE_OLD_KEY(
      SignatureThresholdException.class, sim -> forgeByStranger(sim, RoleName.ROOT)),
  ROOT_NOT_SIGNED_BY_ITS_OWN_KEY(SignatureThresholdException.class, MetadataAttack::foreignRoot),
  ROOT_THAT_SKIPS_A_NUMBER(
      RootVersionException.class, sim -> sim.forge(RoleName.ROOT, r -> r.put("version", 3L))),
  ROOT_OF_THE_OLD_NUMBER(
      RootVersionException.class, sim -> sim.forge(RoleName.ROOT, r -> r.put("version", 1L))),

  TIMESTAMP_OF_ANOTHER_TYPE(
      WrongTypeException.class,
      sim -> sim.forge(RoleName.TIMESTAMP, t -> t.put("_type", "snapshot"))),
  TARGETS_OF_ANOTHER_TYPE(
      WrongTypeException.class,
      sim -> sim.forge(RoleName.TARGETS, t -> t.put("_type", "snapshot"))),
  OTHER_MAJOR_SPECIFICATION(
      SpecVersionException.class,
      sim -> sim.forge(RoleName.TIMESTAMP, t -> t.put("spec_version", "2.0.0"))),
  NOT_JSON(
      MalformedMetadataException.class,
      sim -> sim.spoil(RoleName.TIMESTAMP, bytes -> Arrays.copyOf(bytes, bytes.length / 2))),
  FIELD_MISSING(
      MalformedMetadataException.class,
      sim -> sim.forge(RoleName.TIMESTAMP, t -> t.remove("expires")));

  private final Class<? extends TufVerificationException> noticedAs;

  @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
  private final Consumer<RepositorySimulator> act;

  MetadataAttack(
      Class<? extends TufVerificationException> noticedAs, Consumer<RepositorySimulator> act) {
    this.noticedAs = noticedAs;
    this.act = act;
  }

  /** Which check must notice. */
  public Class<? extends TufVerificationException> noticedAs() {
    return noticedAs;
  }

  /** Does it. */
  public void on(RepositorySimulator repository) {
    act.accept(repository);
  }

  private static void relistFirst(RepositorySimulator sim, RoleName role) {
    byte[] first = sim.file(role.fileName(MetadataVersion.FIRST));
    sim.forge(RoleName.SNAPSHOT, s -> RepositorySimulator.list(s, role, 1, first));
  }

  private static void expire(RepositorySimulator sim, RoleName role) {
    sim.forge(role, signed -> signed.put("expires", "2020-01-01T00:00:00Z"));
  }

  private static void forgeAndFlip(RepositorySimulator sim, RoleName role) {
    sim.forge(role, signed -> {});
    sim.spoil(
        role,
        bytes -> {
          bytes[bytes.length / 2] ^= 1;
          return bytes;
        });
  }

  private static void forgeByStranger(RepositorySimulator sim, RoleName role) {
    sim.forge(role, signed -> {}, List.of(RepositorySimulator.newKey()));
  }

  /** Names a new root key, which then does not sign. */
  private static void foreignRoot(RepositorySimulator sim) {
    var stranger = RepositorySimulator.newKey().key();
    sim.forge(
        RoleName.ROOT,
        root -> {
          Map<String, Object> keys = RepositorySimulator.object(root, "keys");
          keys.put(
              stranger.id().hex(),
              Map.of(
                  "keytype",
                  "ecdsa",
                  "scheme",
                  "ecdsa-sha2-nistp256",
                  "keyval",
                  Map.of("public", pem(stranger.publicKey().orElseThrow().getEncoded()))));
          RepositorySimulator.object(RepositorySimulator.object(root, "roles"), "root")
              .put("keyids", new ArrayList<>(List.of(stranger.id().hex())));
        });
  }

  private static String pem(byte[] spki) {
    String body = java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(spki);
    return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
  }
}
