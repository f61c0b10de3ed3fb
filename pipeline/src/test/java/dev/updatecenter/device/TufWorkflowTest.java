package dev.updatecenter.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.tuf.InMemoryMetadataStore;
import dev.updatecenter.capability.tuf.MetadataStore;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.capability.tuf.TufClient;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.testing.RepositorySimulator;
import dev.updatecenter.testing.workflow.Scene;
import dev.updatecenter.testing.workflow.Verdict;
import dev.updatecenter.testing.workflow.WorkflowCase;
import dev.updatecenter.testing.workflow.WorkflowCase.Visits;
import dev.updatecenter.testing.workflow.WorkflowCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a device says in each case of the client workflow (TUF 5). */
class TufWorkflowTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  private static RepositorySimulator fresh;

  private final MetadataStore again = new InMemoryMetadataStore();
  private final Path folder;

  TufWorkflowTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void publish() throws Exception {
    fresh = new RepositorySimulator(NOW);
  }

  static List<WorkflowCase> cases() {
    return WorkflowCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aDeviceSaysWhatTheSpecificationAsksFor(WorkflowCase test) throws Exception {
    Scene scene = test.begin(fresh);
    if (test.visits() != Visits.FIRST) {
      assertThat(visit(scene, again, Duration.ZERO)).isEqualTo(Verdict.ACCEPTED);
    }
    test.act().on(scene);
    for (Map.Entry<String, byte[]> kept : scene.kept().entrySet()) {
      again.write(kept.getKey(), kept.getValue());
    }
    if (test.visits() != Visits.FIRST) {
      assertThat(visit(scene, again, scene.clock())).as("again").isEqualTo(test.verdict());
    }
    if (test.visits() != Visits.AGAIN) {
      assertThat(visit(scene, new InMemoryMetadataStore(), scene.clock()))
          .as("first")
          .isEqualTo(test.verdict());
    }
  }

  @Test
  void everyCheckHasACase() {
    Set<Verdict> said = cases().stream().map(WorkflowCase::verdict).collect(Collectors.toSet());

    assertThat(said).containsExactlyInAnyOrder(Verdict.values());
    assertThat(Stream.of(Verdict.values()).filter(verdict -> verdict.code().matches("UC50[01].")))
        .hasSameSizeAs(TufVerificationException.class.getPermittedSubclasses());
  }

  @Test
  void noCaseIsThereTwice() {
    assertThat(cases()).extracting(WorkflowCase::toString).doesNotHaveDuplicates();
  }

  private Verdict visit(Scene scene, MetadataStore state, Duration ahead) throws IOException {
    RepositorySimulator repository = scene.repository();
    Clock clock = Clock.fixed(repository.now().plus(ahead), ZoneOffset.UTC);
    TufClient client = new TufClient(scene.trustedRoot(), state, repository, clock);
    MemoryEdge edge = new MemoryEdge();
    repository.contents().forEach((name, bytes) -> edge.files().put("content/" + name, bytes));
    try {
      client.refresh();
      for (String path : scene.targets()) {
        Optional<TargetFile> listed = client.target(path);
        if (listed.isEmpty()) {
          return Verdict.NO_SUCH_TARGET;
        }
        Path documents = Files.createTempDirectory(folder, "documents");
        new SignedDocuments(edge, documents).read(path, listed.get());
      }
      return Verdict.ACCEPTED;
    } catch (TufVerificationException e) {
      return Verdict.ofCode(e.code());
    } catch (UpdateCenterException e) {
      return Verdict.ofCode(e.code());
    }
  }
}
