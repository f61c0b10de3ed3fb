package dev.updatecenter.testing.workflow;

import static dev.updatecenter.testing.workflow.WorkflowCase.judged;

import dev.updatecenter.testing.RepositorySimulator;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** TUF 5, first note: whatever became of what a client keeps, it can update again. */
final class StateCases {
  private static final List<String> FILES =
      List.of("timestamp.json", "snapshot.json", "targets.json", "rollout.json");

  private StateCases() {}

  static List<WorkflowCase> all() {
    return FILES.stream().flatMap(StateCases::damaged).toList();
  }

  private static Stream<WorkflowCase> damaged(String file) {
    return Stream.of(
        state(file, "cut off", bytes -> Arrays.copyOf(bytes, bytes.length / 2)),
        state(file, "empty", bytes -> new byte[0]),
        state(file, "changed", SnapshotCases::flip),
        judged(
                "5",
                "a kept " + file + " of another repository",
                Verdict.ACCEPTED,
                scene -> {
                  RepositorySimulator other = new RepositorySimulator(scene.repository().now());
                  scene.kept().put(file, newest(other, file));
                })
            .again());
  }

  private static WorkflowCase state(String file, String how, UnaryOperator<byte[]> change) {
    return judged(
            "5",
            "a kept " + file + ", " + how,
            Verdict.ACCEPTED,
            scene -> scene.kept().put(file, change.apply(newest(scene.repository(), file))))
        .again();
  }

  private static byte[] newest(RepositorySimulator repository, String file) {
    return repository.file(file.equals("timestamp.json") ? file : "2." + file);
  }
}
