package dev.updatecenter.app.cli;

import static dev.updatecenter.app.cli.SampleHome.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.blobstore.azure.AzureContainers;
import dev.updatecenter.testing.Azurite;
import dev.updatecenter.testing.FaultyRelay;
import dev.updatecenter.testing.SecretSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a release with its store and its private part in containers. */
class AzureStoreIT {
  private static Azurite azurite;
  private static FaultyRelay relay;
  private static Path prepared;

  private final Path folder;
  private final Path home;

  AzureStoreIT(@TempDir Path folder) {
    this.folder = folder;
    this.home = folder.resolve("home");
  }

  @BeforeAll
  static void startAzurite(@TempDir Path folder) throws IOException {
    azurite = Azurite.start();
    relay = new FaultyRelay(azurite.endpoint());
    prepared = SampleHome.prepared(folder.resolve("prepared"));
  }

  @AfterAll
  static void stopAzurite() {
    if (azurite != null) {
      relay.close();
      azurite.close();
    }
  }

  @Test
  void aReleaseGoesIntoContainersAndComesOutOfThem() throws Exception {
    AzureContainers.create(azurite, "updates");
    AzureContainers.create(azurite, "hidden");
    SampleHome.copy(prepared, home);
    configure("updates", "hidden", "connectionStringFile", azurite.connectionString());

    CommandRun.of(home, "submit", RELEASE).endsWith(0);
    CommandRun.of(home, "keys", "expiry").endsWith(0);
    CommandRun.of(home, "audit", "verify").endsWith(0);

    String metadata = "products/ContosoKiosk/metadata/";
    assertThat(AzureContainers.headers(azurite, "updates", metadata + "timestamp.json"))
        .isEqualTo("public, max-age=30; application/json; md5 true; sha256 true");
    assertThat(AzureContainers.headers(azurite, "updates", metadata + "1.root.json"))
        .isEqualTo("public, max-age=31536000, immutable; application/json; md5 true; sha256 true");
    assertThat(AzureContainers.names(azurite, "updates"))
        .filteredOn(name -> name.startsWith("content/packages/"))
        .hasSize(4)
        .allSatisfy(
            name ->
                assertThat(AzureContainers.headers(azurite, "updates", name))
                    .startsWith("public, max-age=31536000, immutable; application/octet-stream;"));
    assertThat(AzureContainers.names(azurite, "hidden"))
        .anyMatch(name -> name.startsWith("audit/ContosoKiosk/"));
    assertThat(home.resolve("store")).doesNotExist();

    CommandRun audit =
        CommandRun.of(home, "repo", "verify", "azblob://" + Azurite.ACCOUNT + "/updates");
    assertThat(audit.endsWith(0).out()).contains("Everything that is live is as it was signed.");
    CommandRun collection = CommandRun.of(home, "repo", "gc", "--yes").endsWith(0);
    assertThat(collection.out()).contains("There is nothing to delete.");
  }

  @Test
  void aCommandThatChangesNothingAsksLittle() throws Exception {
    AzureContainers.create(azurite, "quiet");
    AzureContainers.create(azurite, "quiet-hidden");
    SampleHome.copy(prepared, home);
    configure("quiet", "quiet-hidden", "connectionStringFile", azurite.connectionString());
    CommandRun.of(home, "submit", RELEASE).endsWith(0);

    relay.forget();
    CommandRun.of(home, "submit", RELEASE).endsWith(0);

    assertThat(relay.asked())
        .filteredOn(asked -> asked.path().contains("/quiet-hidden"))
        .as("a listing, the newest copy of the audit log, and what this run recorded")
        .hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void whoMayNotGetsExitFourAndNoSecretIsTold() throws Exception {
    AzureContainers.create(azurite, "closed");
    String ended = AzureContainers.signature(azurite, "closed", Duration.ofHours(-1));
    SampleHome.copy(prepared, home);
    configure("closed", "closed-hidden", "sharedAccessFile", ended);
    Path temporary = Files.createDirectory(folder.resolve("tmp"));

    CommandRun run =
        ChildProcess.run(
            List.of("-Dupdatecenter.log=DEBUG", "-Djava.io.tmpdir=" + temporary),
            home,
            "submit",
            RELEASE,
            "-v");

    run.endsWith(4);
    assertThat(run.err()).contains("UC5046", "Storage Blob Data Contributor", "closed");
    SecretSearch search = new SecretSearch().text("signature", ended.replaceAll(".*sig=", ""));
    assertThat(search.in(run.out() + run.err())).isEmpty();
    assertThat(search.in(home, file -> true)).isEmpty();
    assertThat(search.in(temporary, file -> true)).isEmpty();
    assertThat(search.in(folder, file -> file.endsWith("secret"))).as("can fail").isNotEmpty();
  }

  @Test
  void aContainerThatIsNotThereIsNotMade() throws Exception {
    SampleHome.copy(prepared, home);
    configure("nowhere", "nowhere-hidden", "connectionStringFile", azurite.connectionString());

    CommandRun run = CommandRun.of(home, "submit", RELEASE).endsWith(5);

    assertThat(run.err())
        .contains("UC5047", "/nowhere", "az storage container create")
        .doesNotContain(Azurite.KEY);
  }

  @Test
  void whatIsConfiguredWronglyIsToldBeforeAnythingIsTakenIn() throws Exception {
    AzureContainers.create(azurite, "wrong");
    SampleHome.copy(prepared, home);
    configure("wrong", "wrong", "connectionStringFile", azurite.connectionString());

    CommandRun run = CommandRun.of(home, "submit", RELEASE).endsWith(2);

    assertThat(run.err()).contains("UC1143", "wrong").doesNotContain("Submitting", "warning");
    assertThat(AzureContainers.names(azurite, "wrong")).isEmpty();
  }

  @Test
  void aStoreThatCannotBeOpenedIsNoBug() throws Exception {
    SampleHome.copy(prepared, home);
    Files.writeString(
        home.resolve("updatecenter.yaml"),
        "store: azblob://contoso/updates\nazure: { credential: service-principal }\n",
        StandardOpenOption.APPEND);

    CommandRun run = CommandRun.of(home, "submit", RELEASE).endsWith(2);

    assertThat(run.err()).contains("UC1140", "tenantId").doesNotContain("bug", "Exception");
  }

  /** Through the relay, whose requests can be counted; the secret lies outside the home. */
  private void configure(String store, String reports, String key, String secret)
      throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), secret + "\n");
    Files.writeString(
        home.resolve("updatecenter.yaml"),
        """
        store: azblob://%1$s/%2$s
        reports: azblob://%1$s/%3$s
        azure: { endpoint: "%4$s/{account}", %5$s: "%6$s" }
        """
            .formatted(Azurite.ACCOUNT, store, reports, relay.endpoint(), key, file),
        StandardOpenOption.APPEND);
  }
}
