package dev.updatecenter.testing.workflow;

import static dev.updatecenter.capability.tuf.RoleName.ROOT;
import static dev.updatecenter.capability.tuf.RoleName.SNAPSHOT;
import static dev.updatecenter.capability.tuf.RoleName.TARGETS;
import static dev.updatecenter.capability.tuf.RoleName.TIMESTAMP;
import static dev.updatecenter.testing.RepositorySimulator.object;
import static dev.updatecenter.testing.workflow.WorkflowCase.judged;

import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.testing.RepositorySimulator;
import java.util.ArrayList;
import java.util.List;

/** TUF 6.1 and 5.3: roots that change keys, what a client follows and what it must not. */
final class RotationCases {
  private static final long SKY = 1_000_000;

  private RotationCases() {}

  private static final List<WorkflowCase> FOLLOWED =
      List.of(
          judged(
              "5.3.9",
              "three roots at once, each with another key",
              Verdict.ACCEPTED,
              scene -> {
                for (int i = 0; i < 3; i++) {
                  Rotation.of(scene).keys(ROOT, 1, 1).publish();
                }
              }),
          judged(
              "5.3.4",
              "a threshold that rises, and falls again",
              Verdict.ACCEPTED,
              scene -> {
                Rotation.of(scene).keys(ROOT, 3, 3).publish();
                Rotation.of(scene).keys(ROOT, 2, 3).keys(TARGETS, 2, 2).publish();
                Rotation.of(scene).keys(ROOT, 1, 1).keys(TARGETS, 1, 2).publish();
              }),
          judged(
              "5.3.4",
              "other keys for every role",
              Verdict.ACCEPTED,
              scene ->
                  Rotation.of(scene)
                      .keys(ROOT, 1, 1)
                      .keys(TARGETS, 1, 1)
                      .keys(SNAPSHOT, 1, 1)
                      .keys(TIMESTAMP, 1, 1)
                      .publish()),
          judged(
              "5.3.4",
              "from P-256 to Ed25519",
              Verdict.ACCEPTED,
              scene -> {
                Rotation.of(scene)
                    .keys(ROOT, 2, Keys.ed25519(), Keys.ed25519())
                    .keys(TIMESTAMP, 1, Keys.ed25519())
                    .keys(TARGETS, 1, Keys.ed25519())
                    .publish();
                Rotation.of(scene).keys(ROOT, 1, 1).keys(SNAPSHOT, 1, Keys.ed25519()).publish();
              }),
          judged(
              "5.4.2",
              "a timestamp signed by one of two keys, either of which will do",
              Verdict.ACCEPTED,
              scene -> {
                Rotation.of(scene).keys(TIMESTAMP, 1, 2).publish();
                signedByLast(scene, TIMESTAMP);
              }));

  private static final List<WorkflowCase> REFUSED =
      List.of(
          judged(
              "5.4.2",
              "a timestamp signed by a key that was taken away",
              Verdict.BELOW_THRESHOLD,
              scene -> takenAway(scene, TIMESTAMP)),
          judged(
              "5.5.3",
              "a snapshot signed by a key that was taken away",
              Verdict.BELOW_THRESHOLD,
              scene -> takenAway(scene, SNAPSHOT)),
          judged(
              "5.6.3",
              "targets signed by a key that was taken away",
              Verdict.BELOW_THRESHOLD,
              scene -> takenAway(scene, TARGETS)),
          judged(
              "5.3.4 (1)",
              "a root signed by a key that was taken away",
              Verdict.BELOW_THRESHOLD,
              scene -> takenAway(scene, ROOT)),
          judged(
              "5.3.4 (1)",
              "the second of two roots is forged",
              Verdict.BELOW_THRESHOLD,
              scene -> {
                Rotation.of(scene).keys(ROOT, 1, 1).publish();
                Forged.byStranger(ROOT).on(scene);
              }),
          judged(
              "5.4.2",
              "a timestamp signed by one key where now two must",
              Verdict.BELOW_THRESHOLD,
              scene -> {
                Rotation.of(scene).keys(TIMESTAMP, 2, 2).publish();
                signedByLast(scene, TIMESTAMP);
              }));

  private static final List<WorkflowCase> FAST_FORWARD =
      List.of(
          judged(
                  "5.4.3.1",
                  "a timestamp back from the sky, its key still trusted",
                  Verdict.ROLLED_BACK,
                  scene -> scene.repository().forge(TIMESTAMP, t -> t.put("version", 5L)))
              .after(scene -> scene.repository().forge(TIMESTAMP, t -> t.put("version", SKY)))
              .again(),
          judged(
                  "5.3.11",
                  "a timestamp back from the sky, its key taken away",
                  Verdict.ACCEPTED,
                  scene -> {
                    Rotation.of(scene).keys(TIMESTAMP, 1, 1).publish();
                    scene.repository().forge(TIMESTAMP, t -> t.put("version", 5L));
                  })
              .after(scene -> scene.repository().forge(TIMESTAMP, t -> t.put("version", SKY)))
              .again(),
          judged(
                  "5.3.11",
                  "a role back from the sky, the snapshot's key taken away",
                  Verdict.ACCEPTED,
                  scene -> {
                    Rotation.of(scene).keys(SNAPSHOT, 1, 1).publish();
                    SnapshotCases.relistFirst(scene.repository(), RepositorySimulator.ROLLOUT);
                  })
              .after(RotationCases::driveRoleUp)
              .again(),
          judged(
                  "5.3.11",
                  "a snapshot back from the sky, its key taken away",
                  Verdict.ACCEPTED,
                  scene -> {
                    Rotation.of(scene).keys(SNAPSHOT, 1, 1).publish();
                    bringSnapshotBack(scene.repository());
                  })
              .after(RotationCases::driveSnapshotUp)
              .again()
              .tufJsRefuses("5.3.11 has both files deleted; tuf-js keeps the timestamp"));

  static List<WorkflowCase> all() {
    List<WorkflowCase> all = new ArrayList<>(FOLLOWED);
    all.addAll(REFUSED);
    all.addAll(FAST_FORWARD);
    return all;
  }

  private static void takenAway(Scene scene, RoleName role) throws Exception {
    List<MetadataSigner> before = scene.repository().signers(role);
    Rotation.of(scene).keys(role, 1, 1).publish();
    scene.repository().forge(role, signed -> {}, before);
  }

  private static void signedByLast(Scene scene, RoleName role) {
    List<MetadataSigner> keys = scene.repository().signers(role);
    scene.repository().forge(role, signed -> {}, keys.subList(keys.size() - 1, keys.size()));
  }

  private static void driveRoleUp(Scene scene) {
    scene.repository().forge(RepositorySimulator.ROLLOUT, t -> t.put("version", 3L));
  }

  /** A snapshot of a number far above the last, as a thief of both keys would publish. */
  private static void driveSnapshotUp(Scene scene) {
    RepositorySimulator sim = scene.repository();
    var signed = object(RepositorySimulator.plain(sim.file("2.snapshot.json")), "signed");
    signed.put("version", SKY);
    byte[] bytes = RepositorySimulator.sign(signed, sim.signers(SNAPSHOT));
    sim.files().put(SKY + ".snapshot.json", bytes);
    sim.forge(TIMESTAMP, t -> RepositorySimulator.list(t, SNAPSHOT, SKY, bytes));
  }

  /** The snapshot signed by its new key under a number that follows the last honest one. */
  private static void bringSnapshotBack(RepositorySimulator sim) {
    var signed = object(RepositorySimulator.plain(sim.file("2.snapshot.json")), "signed");
    signed.put("version", 4L);
    byte[] bytes = RepositorySimulator.sign(signed, sim.signers(SNAPSHOT));
    sim.files().put("4.snapshot.json", bytes);
    sim.forge(TIMESTAMP, t -> RepositorySimulator.list(t, SNAPSHOT, 4, bytes));
  }
}
