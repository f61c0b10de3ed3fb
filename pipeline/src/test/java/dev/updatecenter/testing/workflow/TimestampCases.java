package dev.updatecenter.testing.workflow;

import static dev.updatecenter.capability.tuf.RoleName.SNAPSHOT;
import static dev.updatecenter.capability.tuf.RoleName.TIMESTAMP;
import static dev.updatecenter.testing.RepositorySimulator.object;
import static dev.updatecenter.testing.workflow.Forged.PAST;
import static dev.updatecenter.testing.workflow.Forged.fields;
import static dev.updatecenter.testing.workflow.Forged.repository;
import static dev.updatecenter.testing.workflow.WorkflowCase.judged;

import dev.updatecenter.testing.RepositorySimulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** TUF 5.4: the timestamp. */
final class TimestampCases {
  private TimestampCases() {}

  private static final List<WorkflowCase> CASES =
      List.of(
          judged(
              "5.4.1",
              "a timestamp without end",
              Verdict.TOO_LARGE,
              repository(sim -> sim.files().put("timestamp.json", new byte[20_000]))),
          judged(
              "5.4.2",
              "a timestamp signed by a stranger",
              Verdict.BELOW_THRESHOLD,
              Forged.byStranger(TIMESTAMP)),
          judged(
              "5.4.2",
              "a timestamp signed by the key of the snapshot",
              Verdict.BELOW_THRESHOLD,
              repository(sim -> sim.forge(TIMESTAMP, t -> {}, sim.signers(SNAPSHOT)))),
          judged(
              "5.4.2",
              "a timestamp without signatures",
              Verdict.BELOW_THRESHOLD,
              Forged.signedBy(TIMESTAMP)),
          judged(
              "5.4.2",
              "a timestamp changed after it was signed",
              Verdict.BELOW_THRESHOLD,
              Forged.text(TIMESTAMP, text -> text.replace("\"expires\":\"2", "\"expires\":\"3"))),
          judged(
                  "5.4.3.1",
                  "a timestamp of a lower number",
                  Verdict.ROLLED_BACK,
                  repository(sim -> resign(sim, 1)))
              .again(),
          judged("5.4.3.1", "the same timestamp again", Verdict.ACCEPTED, scene -> {}),
          judged(
              "5.4.3.1",
              "another timestamp of the same number is dropped",
              Verdict.ACCEPTED,
              repository(sim -> resign(sim, 2))),
          judged(
                  "5.4.3.1",
                  "a timestamp of the same number with a lower snapshot is dropped",
                  Verdict.ACCEPTED,
                  fields(
                      TIMESTAMP,
                      t -> {
                        t.put("version", 2L);
                        object(object(t, "meta"), "snapshot.json").put("version", 1L);
                      }))
              .again(),
          judged(
                  "5.4.3.2",
                  "a timestamp with a lower snapshot",
                  Verdict.ROLLED_BACK,
                  repository(TimestampCases::relistFirstSnapshot))
              .again(),
          judged(
              "5.4.4",
              "an expired timestamp",
              Verdict.EXPIRED,
              fields(TIMESTAMP, t -> t.put("expires", PAST))),
          judged(
              "5.4.4",
              "the same timestamp when it has expired",
              Verdict.EXPIRED,
              scene -> scene.clock(Duration.ofDays(3))),
          judged(
                  "5.4.4",
                  "another timestamp of the number of one that has expired",
                  Verdict.EXPIRED,
                  scene -> {
                    scene.clock(Duration.ofDays(3));
                    fields(
                            TIMESTAMP,
                            t -> {
                              t.put("version", 2L);
                              t.put("expires", "2099-01-01T00:00:00Z");
                            })
                        .on(scene);
                  })
              .again(),
          judged(
              "5.1",
              "a clock that was set back",
              Verdict.ACCEPTED,
              scene -> scene.clock(Duration.ofDays(-1000))),
          judged(
              "5.4.2",
              "a timestamp of another type",
              Verdict.WRONG_TYPE,
              fields(TIMESTAMP, t -> t.put("_type", "snapshot"))),
          judged(
              "5.4.2",
              "a snapshot in the place of the timestamp",
              Verdict.WRONG_TYPE,
              repository(sim -> sim.files().put("timestamp.json", sim.file("2.snapshot.json")))),
          judged(
              "4.6",
              "a timestamp for another major specification",
              Verdict.SPEC_VERSION,
              fields(TIMESTAMP, t -> t.put("spec_version", "2.0.0"))),
          judged(
              "4.6",
              "a timestamp for a later minor specification",
              Verdict.ACCEPTED,
              fields(TIMESTAMP, t -> t.put("spec_version", "1.9.0"))),
          judged(
              "4.6",
              "a timestamp without expiry",
              Verdict.MALFORMED,
              fields(TIMESTAMP, t -> t.remove("expires"))),
          judged(
              "4.6",
              "a timestamp without version",
              Verdict.MALFORMED,
              fields(TIMESTAMP, t -> t.remove("version"))),
          judged(
              "4.6",
              "a timestamp without snapshot",
              Verdict.MALFORMED,
              fields(TIMESTAMP, t -> object(t, "meta").clear())),
          judged(
              "4.6",
              "a timestamp that lists snapshot 0",
              Verdict.MALFORMED,
              fields(
                  TIMESTAMP, t -> object(object(t, "meta"), "snapshot.json").put("version", 0L))),
          judged(
                  "4.2.1",
                  "an expiry that is no time",
                  Verdict.MALFORMED,
                  fields(TIMESTAMP, t -> t.put("expires", "never")))
              .tufJsAccepts("4.2.1 asks for a time; JavaScript never finds an invalid date past"),
          judged(
                  "4.2.1",
                  "an expiry on a day that there is not",
                  Verdict.MALFORMED,
                  fields(TIMESTAMP, t -> t.put("expires", "2099-02-31T00:00:00Z")))
              .tufJsAccepts("4.2.1 asks for a time; JavaScript rolls the day over"),
          judged(
                  "4.2.1",
                  "an expiry with fractions of a second",
                  Verdict.MALFORMED,
                  fields(TIMESTAMP, t -> t.put("expires", "2099-01-01T00:00:00.5Z")))
              .tufJsAccepts("4.2.1 gives the form without fractions"));

  static List<WorkflowCase> all() {
    return CASES;
  }

  /** The timestamp under another number, with a later expiry. */
  private static void resign(RepositorySimulator sim, long version) {
    Map<String, Object> signed =
        object(RepositorySimulator.plain(sim.file("timestamp.json")), "signed");
    signed.put("version", version);
    signed.put("expires", "2099-01-01T00:00:00Z");
    sim.files().put("timestamp.json", RepositorySimulator.sign(signed, sim.signers(TIMESTAMP)));
  }

  private static void relistFirstSnapshot(RepositorySimulator sim) {
    byte[] first = sim.file("1.snapshot.json");
    sim.forge(TIMESTAMP, t -> RepositorySimulator.list(t, SNAPSHOT, 1, first));
  }
}
