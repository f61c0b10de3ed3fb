package dev.updatecenter.testing.workflow;

import static dev.updatecenter.capability.tuf.RoleName.SNAPSHOT;
import static dev.updatecenter.capability.tuf.RoleName.TARGETS;
import static dev.updatecenter.testing.RepositorySimulator.PACKAGES;
import static dev.updatecenter.testing.RepositorySimulator.RING;
import static dev.updatecenter.testing.RepositorySimulator.ROLLOUT;
import static dev.updatecenter.testing.RepositorySimulator.object;
import static dev.updatecenter.testing.workflow.Forged.PAST;
import static dev.updatecenter.testing.workflow.Forged.fields;
import static dev.updatecenter.testing.workflow.Forged.repository;
import static dev.updatecenter.testing.workflow.WorkflowCase.judged;

import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.capability.tuf.RoleName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** TUF 5.6.1 to 5.6.6: targets, and each role that it delegates to. */
final class TargetsCases {
  private TargetsCases() {}

  private static final List<WorkflowCase> DELEGATED =
      List.of(
          judged(
              "5.6.3",
              "a delegated role signed by the key of targets",
              Verdict.BELOW_THRESHOLD,
              repository(sim -> sim.forge(ROLLOUT, t -> {}, sim.signers(TARGETS)))),
          judged(
              "5.6.3",
              "a delegated role signed by the key of its neighbour",
              Verdict.BELOW_THRESHOLD,
              repository(sim -> sim.forge(ROLLOUT, t -> {}, sim.signers(PACKAGES)))),
          judged(
              "5.6.3",
              "a delegated role signed by one of two keys",
              Verdict.BELOW_THRESHOLD,
              repository(sim -> sim.forge(RING, t -> {}, sim.signers(RING).subList(0, 1)))),
          judged(
              "5.6.3",
              "a delegated role that one of two keys signed twice",
              Verdict.MALFORMED,
              repository(
                  sim -> {
                    MetadataSigner key = sim.signers(RING).get(0);
                    sim.forge(RING, t -> {}, List.of(key, key));
                  })),
          judged(
              "5.6.2",
              "a delegated role that the snapshot never listed",
              Verdict.NOT_IN_SNAPSHOT,
              scene -> {
                MetadataSigner key = dev.updatecenter.testing.RepositorySimulator.newKey();
                Forged.delegate(
                    scene.repository(),
                    key,
                    List.of(Forged.delegation("unlisted", false, key, "a/*")));
                scene.targets("a/x");
              }),
          judged(
              "5.6.4",
              "a neighbour's file in the place of a role's",
              Verdict.BELOW_THRESHOLD,
              repository(
                  sim -> {
                    byte[] other = sim.file("2.packages.json");
                    sim.files().put("3.rollout.json", other);
                    sim.forge(
                        SNAPSHOT,
                        s ->
                            dev.updatecenter.testing.RepositorySimulator.list(
                                s, ROLLOUT, 3, other));
                  })));

  static List<WorkflowCase> all() {
    return Stream.of(role(TARGETS, "targets"), role(ROLLOUT, "a delegated role"), DELEGATED)
        .flatMap(List::stream)
        .toList();
  }

  private static List<WorkflowCase> role(RoleName role, String who) {
    return Stream.of(bytes(role, who), contents(role, who)).flatMap(List::stream).toList();
  }

  private static List<WorkflowCase> bytes(RoleName role, String who) {
    return List.of(
        judged(
            "5.6.1",
            who + " longer than listed",
            Verdict.TOO_LARGE,
            respoil(role, bytes -> Arrays.copyOf(bytes, bytes.length + 1))),
        judged(
            "5.6.1", who + " without end, the length not listed", Verdict.TOO_LARGE, endless(role)),
        judged(
            "5.6.2",
            who + " shorter than listed",
            Verdict.LENGTH_DIFFERS,
            respoil(role, bytes -> Arrays.copyOf(bytes, bytes.length - 1))),
        judged(
            "5.6.2",
            who + " of other bytes than listed",
            Verdict.HASH_DIFFERS,
            respoil(role, SnapshotCases::flip)));
  }

  private static List<WorkflowCase> contents(RoleName role, String who) {
    return List.of(
        judged(
            "5.6.3",
            who + " signed by a stranger",
            Verdict.BELOW_THRESHOLD,
            Forged.byStranger(role)),
        judged(
            "5.6.3", who + " without signatures", Verdict.BELOW_THRESHOLD, Forged.signedBy(role)),
        judged(
            "5.6.4",
            who + " of another number",
            Verdict.VERSION_DIFFERS,
            fields(role, t -> t.put("version", 99L))),
        judged(
            "5.6.5", who + ", expired", Verdict.EXPIRED, fields(role, t -> t.put("expires", PAST))),
        judged(
            "4.5",
            who + " of another type",
            Verdict.WRONG_TYPE,
            fields(role, t -> t.put("_type", "root"))),
        judged(
            "4.5",
            who + " for another major specification",
            Verdict.SPEC_VERSION,
            fields(role, t -> t.put("spec_version", "2.0.0"))));
  }

  /** A next version, listed as it should be, whose bytes then change. */
  private static WorkflowCase.Act respoil(RoleName role, UnaryOperator<byte[]> change) {
    return repository(
        sim -> {
          sim.forge(role, t -> {});
          sim.spoil(role, change);
        });
  }

  private static WorkflowCase.Act endless(RoleName role) {
    return repository(
        sim -> {
          sim.files().put("3." + role.fileName(), new byte[5_000_001]);
          Map<String, Object> listing = new HashMap<>(Map.of("version", 3L));
          sim.forge(SNAPSHOT, s -> object(s, "meta").put(role.fileName(), listing));
        });
  }
}
