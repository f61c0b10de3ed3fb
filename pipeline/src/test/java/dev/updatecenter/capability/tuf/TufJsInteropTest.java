package dev.updatecenter.capability.tuf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.testing.RepositorySimulator;
import dev.updatecenter.testing.ServedRepositories;
import dev.updatecenter.testing.TufJs;
import dev.updatecenter.testing.workflow.Scene;
import dev.updatecenter.testing.workflow.WorkflowCase;
import dev.updatecenter.testing.workflow.WorkflowCase.Visits;
import dev.updatecenter.testing.workflow.WorkflowCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client of others reads what the editor writes, and refuses what our client refuses. */
class TufJsInteropTest {
  private final Path folder;
  private final List<Map<String, Object>> cases = new ArrayList<>();
  private final ServedRepositories served = new ServedRepositories();

  TufJsInteropTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void tufJsFollowsOurRepositoryAndItsUpdates() throws Exception {
    TufJs client = TufJs.require();
    RepositorySimulator repository = new RepositorySimulator(Instant.now());
    String first = served.serve("valid/first", repository);
    repository.publish(
        repository
            .editor()
            .withTargets(
                RepositorySimulator.ROLLOUT,
                repository.target(RepositorySimulator.ROLLOUT_FILE, "{\"third\":\"ä\\\"\"}")));
    String second = served.serve("valid/second", repository);
    judge("valid", new Scene(repository), List.of(first, second));

    assertThat(client.judge(cases, folder)).containsExactly("valid ok");
  }

  /** Where the two differ the case says so, and why; that they still do is part of the test. */
  @Test
  void tufJsAgreesWithOurClientOnEachCase() throws Exception {
    TufJs client = TufJs.require();
    RepositorySimulator fresh = new RepositorySimulator(Instant.now());
    List<WorkflowCase> all = WorkflowCases.all();
    List<WorkflowCase> asked = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      WorkflowCase test = all.get(i);
      Scene scene = test.begin(fresh);
      List<String> before =
          test.visits() == Visits.FIRST
              ? List.of()
              : List.of(served.serve(i + "/before", scene.repository()));
      test.act().on(scene);
      String after = served.serve(i + "/after", scene.repository());
      if (test.visits() != Visits.FIRST) {
        asked.add(test);
        judge(i + "-again", scene, List.of(before.get(0), after));
      }
      if (test.visits() != Visits.AGAIN) {
        asked.add(test);
        judge(i + "-first", scene, List.of(after));
      }
    }
    SoftAssertions softly = new SoftAssertions();
    List<String> verdicts = client.judge(cases, folder);
    assertThat(verdicts).hasSameSizeAs(asked);
    for (int i = 0; i < asked.size(); i++) {
      check(softly, asked.get(i), verdicts.get(i));
    }
    softly.assertAll();
  }

  private static void check(SoftAssertions softly, WorkflowCase test, String verdict) {
    String last = verdict.contains("-first") ? " refused at 0: " : " refused at 1: ";
    if (test.peerRefuses()) {
      // A file that could not be fetched would prove nothing.
      softly.assertThat(verdict).as("%s", test).contains(last).doesNotContain("Failed to download");
    } else {
      softly.assertThat(verdict).as("%s", test).endsWith(" ok");
    }
  }

  private void judge(String name, Scene scene, List<String> urls) throws IOException {
    Path dir = Files.createDirectories(folder.resolve(name));
    Path targetDir = Files.createDirectories(dir.resolve("targets"));
    Files.write(dir.resolve("root.json"), scene.trustedRoot());
    Map<String, String> kept = new LinkedHashMap<>();
    scene.kept().forEach((file, b) -> kept.put(file, Base64.getEncoder().encodeToString(b)));
    List<String> before = new Scene(scene.repository()).targets();
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", name);
    described.put("dir", dir.toString());
    described.put("targetDir", targetDir.toString());
    described.put("urls", urls);
    described.put("targets", before);
    described.put(
        "last",
        Map.of("targets", scene.targets(), "kept", kept, "ahead", scene.clock().toMillis()));
    cases.add(described);
  }
}
