package dev.updatecenter.testing.workflow;

import static dev.updatecenter.capability.tuf.RoleName.SNAPSHOT;
import static dev.updatecenter.capability.tuf.RoleName.TARGETS;
import static dev.updatecenter.capability.tuf.RoleName.TIMESTAMP;
import static dev.updatecenter.testing.RepositorySimulator.ROLLOUT;
import static dev.updatecenter.testing.RepositorySimulator.object;
import static dev.updatecenter.testing.workflow.Forged.PAST;
import static dev.updatecenter.testing.workflow.Forged.fields;
import static dev.updatecenter.testing.workflow.Forged.repository;
import static dev.updatecenter.testing.workflow.WorkflowCase.judged;

import dev.updatecenter.capability.tuf.MetadataVersion;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.testing.RepositorySimulator;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** TUF 5.5: the snapshot. */
final class SnapshotCases {
  private SnapshotCases() {}

  private static final List<WorkflowCase> CASES =
      List.of(
          judged(
              "5.5.1",
              "a snapshot longer than listed",
              Verdict.TOO_LARGE,
              respoil(bytes -> Arrays.copyOf(bytes, bytes.length + 1))),
          judged(
              "5.5.1",
              "a snapshot without end whose length is not listed",
              Verdict.TOO_LARGE,
              repository(
                  sim -> {
                    sim.files().put("3.snapshot.json", new byte[2_000_001]);
                    relist(sim, Map.of("version", 3L));
                  })),
          judged(
              "5.5.2",
              "a snapshot shorter than listed",
              Verdict.LENGTH_DIFFERS,
              respoil(bytes -> Arrays.copyOf(bytes, bytes.length - 1))),
          judged(
              "5.5.2",
              "a snapshot of other bytes than listed",
              Verdict.HASH_DIFFERS,
              respoil(SnapshotCases::flip)),
          judged(
              "5.5.2",
              "a snapshot whose hash is listed in upper case",
              Verdict.MALFORMED,
              respell(listed -> hashes(listed).computeIfPresent("sha256", SnapshotCases::upper))),
          judged(
                  "5.5.2",
                  "a snapshot with another SHA-512 than listed",
                  Verdict.ACCEPTED,
                  respell(listed -> hashes(listed).put("sha512", "00".repeat(64))))
              .tufJsRefuses("5.5.2 asks for all hashes; SHA-256 alone tells the bytes for certain"),
          judged(
                  "5.5.2",
                  "a snapshot with a SHA-512 only",
                  Verdict.MALFORMED,
                  repository(
                      sim ->
                          relist(
                              sim, Map.of("version", 2L, "hashes", Map.of("sha512", sha512(sim))))))
              .tufJsAccepts("stricter than 4.4: our repositories list SHA-256"),
          judged(
              "5.5.3",
              "a snapshot signed by a stranger",
              Verdict.BELOW_THRESHOLD,
              Forged.byStranger(SNAPSHOT)),
          judged(
              "5.5.3",
              "a snapshot signed by the key of the timestamp",
              Verdict.BELOW_THRESHOLD,
              repository(sim -> sim.forge(SNAPSHOT, s -> {}, sim.signers(TIMESTAMP)))),
          judged(
              "5.5.3",
              "a snapshot without signatures",
              Verdict.BELOW_THRESHOLD,
              Forged.signedBy(SNAPSHOT)),
          judged(
              "5.5.4",
              "a snapshot of another number",
              Verdict.VERSION_DIFFERS,
              fields(SNAPSHOT, s -> s.put("version", 99L))),
          judged(
              "5.5.4",
              "an older snapshot under the new name",
              Verdict.VERSION_DIFFERS,
              repository(
                  sim -> {
                    sim.files().put("3.snapshot.json", sim.file("2.snapshot.json"));
                    relist(sim, Map.of("version", 3L));
                  })),
          judged(
                  "5.5.5",
                  "a snapshot with lower targets",
                  Verdict.ROLLED_BACK,
                  repository(sim -> relistFirst(sim, TARGETS)))
              .again(),
          judged(
                  "5.5.5",
                  "a snapshot with a lower delegated role",
                  Verdict.ROLLED_BACK,
                  repository(sim -> relistFirst(sim, ROLLOUT)))
              .again(),
          judged(
              "5.5.5",
              "a snapshot without a role that it listed",
              Verdict.NOT_IN_SNAPSHOT,
              fields(SNAPSHOT, s -> object(s, "meta").remove(ROLLOUT.fileName()))),
          judged(
              "5.5.5",
              "a snapshot without targets",
              Verdict.NOT_IN_SNAPSHOT,
              fields(SNAPSHOT, s -> object(s, "meta").remove(TARGETS.fileName()))),
          judged(
              "5.5.6",
              "an expired snapshot",
              Verdict.EXPIRED,
              fields(SNAPSHOT, s -> s.put("expires", PAST))),
          judged(
              "5.5.3",
              "a snapshot of another type",
              Verdict.WRONG_TYPE,
              fields(SNAPSHOT, s -> s.put("_type", "targets"))),
          judged(
              "4.4",
              "a snapshot for another major specification",
              Verdict.SPEC_VERSION,
              fields(SNAPSHOT, s -> s.put("spec_version", "2.0"))),
          judged(
              "4.4",
              "a snapshot that lists version 0",
              Verdict.MALFORMED,
              fields(SNAPSHOT, s -> entry(s, TARGETS).put("version", 0L))),
          judged(
              "4.4",
              "a snapshot that lists no version",
              Verdict.MALFORMED,
              fields(SNAPSHOT, s -> entry(s, TARGETS).remove("version"))),
          judged(
              "4.4",
              "a snapshot that lists a length below zero",
              Verdict.MALFORMED,
              fields(SNAPSHOT, s -> entry(s, TARGETS).put("length", -1L))),
          judged(
                  "4.4",
                  "a snapshot that lists what is no metadata file",
                  Verdict.MALFORMED,
                  fields(
                      SNAPSHOT, s -> object(s, "meta").put("../notes.txt", Map.of("version", 1L))))
              .tufJsAccepts("stricter than 4.4: a name there becomes a file of the state folder"));

  static List<WorkflowCase> all() {
    return CASES;
  }

  static Map<String, Object> entry(Map<String, Object> snapshot, RoleName role) {
    return object(object(snapshot, "meta"), role.fileName());
  }

  static void relistFirst(RepositorySimulator sim, RoleName role) {
    byte[] first = sim.file(role.fileName(MetadataVersion.FIRST));
    sim.forge(SNAPSHOT, s -> RepositorySimulator.list(s, role, 1, first));
  }

  static byte[] flip(byte[] bytes) {
    bytes[bytes.length / 2] ^= 1;
    return bytes;
  }

  static String upper(String name, Object hex) {
    return ((String) hex).toUpperCase(Locale.ROOT);
  }

  /** A next snapshot, listed as it should be, whose bytes then change. */
  private static WorkflowCase.Act respoil(java.util.function.UnaryOperator<byte[]> change) {
    return repository(
        sim -> {
          sim.forge(SNAPSHOT, s -> {});
          sim.spoil(SNAPSHOT, change);
        });
  }

  /** A next snapshot that the timestamp lists in another way. */
  private static WorkflowCase.Act respell(Consumer<Map<String, Object>> change) {
    return repository(
        sim -> {
          sim.forge(SNAPSHOT, s -> {});
          sim.forge(TIMESTAMP, t -> change.accept(entry(t, SNAPSHOT)));
        });
  }

  private static void relist(RepositorySimulator sim, Map<String, Object> listing) {
    sim.forge(TIMESTAMP, t -> object(t, "meta").put("snapshot.json", new HashMap<>(listing)));
  }

  static Map<String, Object> hashes(Map<String, Object> listed) {
    Map<String, Object> hashes = new HashMap<>(object(listed, "hashes"));
    listed.put("hashes", hashes);
    return hashes;
  }

  private static String sha512(RepositorySimulator sim) {
    return org.apache.commons.codec.digest.DigestUtils.sha512Hex(sim.file("2.snapshot.json"));
  }
}
