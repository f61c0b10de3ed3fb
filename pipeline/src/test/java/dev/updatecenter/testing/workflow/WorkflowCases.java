package dev.updatecenter.testing.workflow;

import java.util.List;
import java.util.stream.Stream;

/** Every case of the client workflow, in the order of the specification. */
public final class WorkflowCases {
  private WorkflowCases() {}

  public static List<WorkflowCase> all() {
    return Stream.of(
            RootCases.all(),
            RotationCases.all(),
            TimestampCases.all(),
            SnapshotCases.all(),
            TargetsCases.all(),
            SearchCases.all(),
            TargetFileCases.all(),
            KeyCases.all(),
            DelegationCases.all(),
            JsonCases.all(),
            StateCases.all())
        .flatMap(List::stream)
        .toList();
  }
}
