package dev.updatecenter.testing.workflow;

import static dev.updatecenter.testing.RepositorySimulator.ROLLOUT;
import static dev.updatecenter.testing.RepositorySimulator.ROLLOUT_FILE;
import static dev.updatecenter.testing.RepositorySimulator.object;
import static dev.updatecenter.testing.workflow.Forged.repository;
import static dev.updatecenter.testing.workflow.WorkflowCase.judged;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.testing.RepositorySimulator;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** TUF 5.7: the content of a target, and 4.5: how it is listed. */
final class TargetFileCases {
  private TargetFileCases() {}

  private static final List<WorkflowCase> CASES =
      List.of(
          judged(
              "5.7.3",
              "content of other bytes",
              Verdict.CONTENT_DIFFERS,
              content(SnapshotCases::flip)),
          judged(
              "5.7.3",
              "content that is cut off",
              Verdict.CONTENT_DIFFERS,
              content(bytes -> Arrays.copyOf(bytes, bytes.length - 1))),
          judged(
              "5.7.3",
              "content with more behind it",
              Verdict.BLOB_TOO_LARGE,
              content(bytes -> Arrays.copyOf(bytes, bytes.length + 1))),
          judged(
              "5.7.3",
              "content without end",
              Verdict.BLOB_TOO_LARGE,
              content(bytes -> Arrays.copyOf(bytes, 3_000_000))),
          judged("5.7.3", "empty content", Verdict.CONTENT_DIFFERS, content(bytes -> new byte[0])),
          judged(
              "5.7.2",
              "a target that is not listed any more",
              Verdict.NO_SUCH_TARGET,
              repository(sim -> sim.forge(ROLLOUT, t -> object(t, "targets").clear()))),
          judged(
              "4.5",
              "a target of another length than its content",
              Verdict.BLOB_TOO_LARGE,
              listed(entry -> entry.put("length", 3L))),
          judged(
              "4.5",
              "a target of a length below zero",
              Verdict.MALFORMED,
              listed(entry -> entry.put("length", -1L))),
          judged(
              "4.5",
              "a target of a length that is text",
              Verdict.MALFORMED,
              listed(entry -> entry.put("length", "20"))),
          judged(
              "4.5",
              "a target without hashes",
              Verdict.MALFORMED,
              listed(entry -> entry.remove("hashes"))),
          judged(
              "4.5",
              "a target whose hash is in upper case",
              Verdict.MALFORMED,
              hashed(hex -> hex.toUpperCase(Locale.ROOT))),
          judged(
              "4.5",
              "a target whose hash is cut off",
              Verdict.MALFORMED,
              hashed(hex -> hex.substring(0, 62))),
          judged(
                  "4.5",
                  "a target with another SHA-512 than listed",
                  Verdict.ACCEPTED,
                  listed(entry -> SnapshotCases.hashes(entry).put("sha512", "00".repeat(64))))
              .tufJsRefuses("5.7.3 asks for all hashes; SHA-256 alone tells the bytes for certain"),
          judged(
                  "4.5",
                  "a target whose path climbs",
                  Verdict.MALFORMED,
                  repository(sim -> alsoListed(sim, "../" + ROLLOUT_FILE)))
              .tufJsAccepts("stricter than 4.5: a path becomes a file name on a device"),
          judged(
                  "4.5",
                  "a target whose path is absolute",
                  Verdict.MALFORMED,
                  repository(sim -> alsoListed(sim, "/" + ROLLOUT_FILE)))
              .tufJsAccepts("4.5 wants paths that are relative; tuf-js looks when it downloads"),
          judged(
              "4.5",
              "a target with fields that nobody knows",
              Verdict.ACCEPTED,
              listed(entry -> entry.put("x-added", List.of(1L, "two", Map.of())))));

  static List<WorkflowCase> all() {
    return CASES;
  }

  private static WorkflowCase.Act content(UnaryOperator<byte[]> change) {
    return repository(
        sim ->
            sim.contents()
                .replaceAll(
                    (name, bytes) ->
                        name.endsWith("rollout.json") ? change.apply(bytes.clone()) : bytes));
  }

  /** Another spelling of the hash, under which the content can be had, too. */
  private static WorkflowCase.Act hashed(UnaryOperator<String> change) {
    return repository(
        sim -> {
          String right =
              ContentDigest.of(Objects.requireNonNull(sim.contents().get(newest(sim)))).hex();
          String other = change.apply(right);
          sim.contents().put(newest(sim).replace(right, other), sim.contents().get(newest(sim)));
          sim.forge(
              ROLLOUT,
              t ->
                  SnapshotCases.hashes(object(object(t, "targets"), ROLLOUT_FILE))
                      .put("sha256", other));
        });
  }

  /** Where the content lies that the rollout's file is listed with. */
  private static String newest(RepositorySimulator sim) {
    Map<String, Object> signed =
        object(RepositorySimulator.plain(sim.file("2.rollout.json")), "signed");
    Object hex = object(object(object(signed, "targets"), ROLLOUT_FILE), "hashes").get("sha256");
    return ROLLOUT_FILE.replace("rollout.json", hex + ".rollout.json");
  }

  private static WorkflowCase.Act listed(Consumer<Map<String, Object>> edit) {
    return repository(
        sim -> sim.forge(ROLLOUT, t -> edit.accept(object(object(t, "targets"), ROLLOUT_FILE))));
  }

  private static void alsoListed(RepositorySimulator sim, String path) {
    sim.forge(
        ROLLOUT,
        t -> {
          Map<String, Object> targets = object(t, "targets");
          targets.put(path, new HashMap<>(object(targets, ROLLOUT_FILE)));
        });
  }
}
