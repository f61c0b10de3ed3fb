package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.kernel.document.SchemaCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysExpiryCommandTest {
  private static Path home;

  @BeforeAll
  static void publish(@TempDir Path folder) throws IOException {
    home = SampleHome.prepared(folder.resolve("home"));
    CommandRun.of(home, "submit", SampleHome.RELEASE).endsWith(0);
  }

  @ParameterizedTest
  @CsvSource({"12h, 0", "60d, 0", "400d, 12", "0s, 0", "60, 2", "sixty, 2", "-1d, 2"})
  void failsByWhatEndsWithinTheTime(String within, int exit) {
    CommandRun.of(home, "keys", "expiry", "--fail-within", within).endsWith(exit);
    CommandRun.of(home, "keys", "expiry").endsWith(0);
  }

  @Test
  void listsEveryKindTheFirstToEndFirst() throws Exception {
    Node json = CommandRun.of(home, "keys", "expiry", "--json").endsWith(0).json();

    assertThat(SchemaCheck.check("key-expiry", json)).isEmpty();
    List<Node> entries = json.get("entries").orElseThrow().elements();
    assertThat(entries.stream().flatMap(e -> e.text("kind").stream()))
        .contains(
            "release-certificate",
            "metadata",
            "renewed-metadata",
            "metadata-timestamp",
            "timestamp-authority",
            "trusted-root",
            "packages");
    assertThat(entries.stream().flatMap(e -> e.text("ends").stream())).isSorted();
    assertThat(entries.get(entries.size() - 1).text("state")).contains("stays");
    assertThat(entries.stream().flatMap(e -> e.text("subject").stream()))
        .contains("metadata role root", "metadata role targets", "metadata role ring-Preview")
        .anyMatch(subject -> subject.startsWith("metadata roles of releases (1), first packages-"))
        .noneMatch(subject -> subject.startsWith("metadata role packages-"));
  }

  @Test
  void saysInWordsWhatToDo() {
    String out = CommandRun.of(home, "keys", "expiry").out();

    assertThat(out).contains("metadata role timestamp").contains("Nothing of it needs anybody");
  }

  @Test
  void opensEachPackageOnceAndNoKey() throws Exception {
    CommandRun.of(home, "keys", "expiry").endsWith(0);
    Path cache = home.resolve("cache").resolve("signatures.json");
    String kept = Files.readString(cache);
    Path key = home.resolve("keys").resolve("lab").resolve("release.p12");
    byte[] bytes = Files.readAllBytes(key);
    Files.delete(key);
    try {
      Files.writeString(cache, kept.replace("\"ends\":null", "\"ends\":\"2030-01-01T00:00:00Z\""));
      assertThat(CommandRun.of(home, "keys", "expiry", "--json").endsWith(0).out())
          .contains("2030-01-01T00:00:00Z");
      Files.writeString(cache, "no cache");
      assertThat(CommandRun.of(home, "keys", "expiry", "--json").endsWith(0).out())
          .doesNotContain("2030-01-01T00:00:00Z");
    } finally {
      Files.write(key, bytes);
    }
  }

  @Test
  void tellsWhenTheCertificatesOfSubmittersEndUntilTheyAreRetired(@TempDir Path folder)
      throws Exception {
    Path own = SampleHome.copy(home, folder.resolve("home"));
    String certificate = SampleHome.WORKSPACE.resolve("trust/submitter.pem").toString();
    assertThat(CommandRun.of(own, "keys", "expiry").out()).doesNotContain("submitter");

    CommandRun.of(own, "publisher", "register", certificate, "--product", "ContosoKiosk")
        .endsWith(0);
    Node json = CommandRun.of(own, "keys", "expiry", "--json").endsWith(0).json();

    assertThat(SchemaCheck.check("key-expiry", json)).isEmpty();
    assertThat(json.get("entries").orElseThrow().elements())
        .filteredOn(e -> e.text("kind").equals(Optional.of("submitter-certificate")))
        .singleElement()
        .satisfies(e -> assertThat(e.text("subject")).get().asString().contains("Contoso"))
        .satisfies(e -> assertThat(e.text("ends")).isPresent());
    CommandRun.of(own, "publisher", "retire", certificate, "--product", "ContosoKiosk").endsWith(0);
    assertThat(CommandRun.of(own, "keys", "expiry").out()).doesNotContain("submitter");
  }

  @Test
  void aHomeWithoutAnythingHasNothingThatEnds(@TempDir Path folder) {
    Path none = folder.resolve("none");

    assertThat(CommandRun.of(none, "keys", "expiry").endsWith(0).out())
        .contains("nothing here that could end");
    assertThat(none).doesNotExist();
  }
}
