package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.kernel.document.SchemaCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What commands print under {@code -o json} is what the schemas say, in a home with something in
 * it.
 */
class ResultShapesTest {
  private static Path home;

  @BeforeAll
  static void prepare(@TempDir Path folder) throws IOException {
    home = SampleHome.prepared(folder.resolve("home"));
  }

  @ParameterizedTest
  @CsvSource({
    "version, version",
    "explain uc3012, explanation",
    "explain, code-list",
    "schema, schema-list",
    "product list, product-list",
    "product show ContosoKiosk, registered-product",
    "publisher list --product ContosoKiosk, publisher-list",
    "device list, device-list",
    "device failures, failure-list",
    "device failures ContosoKiosk, failure-list",
    "keys list, key-list",
    "keys expiry, key-expiry",
    "audit verify, audit-result",
    "reports ingest, ingest-result",
    "refresh, refresh-result",
    "repo gc, repo-gc-result",
    "repo gc --yes, repo-gc-result",
    "status, status-result",
    "subscription list, subscription-list",
    "subscription update Kiosks --product ContosoKiosk --quantity 20, subscription-result",
    "explain UC9999, error",
  })
  void resultsFollowTheirSchemas(String command, String schema) throws Exception {
    CommandRun run = CommandRun.of(home, ("--json " + command).split(" ", -1));

    assertThat(SchemaCheck.check(schema, run.json())).as(run.out()).isEmpty();
  }

  @Test
  void explanationOfADeviceFollowsIts() throws Exception {
    String id = ContentDigest.of("TEST device 0".getBytes(StandardCharsets.UTF_8)).hex();
    CommandRun run =
        CommandRun.of(home, "--json", "device", "explain", id.substring(0, 12)).endsWith(0);

    assertThat(SchemaCheck.check("device-explanation", run.json())).as(run.out()).isEmpty();
    assertThat(run.json().text("device")).contains(id);
    CommandRun.of(home, "device", "explain", "kiosk-7").endsWith(2);
    CommandRun.of(home, "device", "explain", "0".repeat(64)).endsWith(5);
  }

  @Test
  void importAndValidationFollowTheirs() throws Exception {
    CommandRun imported =
        CommandRun.of(home, "--json", "product", "import", SampleHome.WORKSPACE.toString());
    CommandRun validated = CommandRun.of(home, "--json", "validate", SampleHome.RELEASE);

    assertThat(SchemaCheck.check("import-result", imported.json())).isEmpty();
    assertThat(SchemaCheck.check("validation-result", validated.json())).isEmpty();
  }

  @Test
  void listsAreDocumentsAndTheirItemsLines() throws Exception {
    String[] lines = CommandRun.of(home, "-o", "ndjson", "device", "list").out().split("\n", -1);
    assertThat(lines.length - 1).isEqualTo(12);
    assertThat(SchemaCheck.check("device", json(lines[0]))).isEmpty();
  }

  @Test
  void auditRecordsAreALineEach() throws Exception {
    for (String line : CommandRun.of(home, "audit", "export").out().split("\n", -1)) {
      if (!line.isEmpty()) {
        assertThat(SchemaCheck.check("audit-record", json(line))).as(line).isEmpty();
      }
    }
  }

  @Test
  void aFileThatCannotBeReadStandsAmongTheOthers() throws Exception {
    CommandRun run = CommandRun.of(home, "--json", "package", "inspect", "none.cab").endsWith(5);

    assertThat(SchemaCheck.check("file-error", run.json().elements().get(0))).isEmpty();
  }

  private static Node json(String line) throws Exception {
    return Json.read(line.getBytes(StandardCharsets.UTF_8), "line");
  }
}
