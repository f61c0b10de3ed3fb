package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code submit} says when there is nothing to do, or something stands against it. */
class SubmitIT {
  private static Path published;
  private static Path workspace;

  private final Path folder;
  private final Path home;

  SubmitIT(@TempDir Path folder) {
    this.folder = folder;
    this.home = folder.resolve("home");
  }

  @BeforeAll
  static void prepare(@TempDir Path folder) throws IOException {
    workspace = SampleHome.copy(SampleHome.WORKSPACE, folder.resolve("workspace"));
    published = SampleHome.prepared(folder.resolve("published"));
    CommandRun.of(published, "submit", release("release.yaml")).endsWith(0);
  }

  @Test
  void submittedAgainSaysThatItIsPublished() throws Exception {
    SampleHome.copy(published, home);
    Map<Path, String> before = store();

    CommandRun run = CommandRun.of(home, "submit", release("release.yaml")).endsWith(0);

    assertThat(run.out()).contains("already published: there was nothing to do");
    assertThat(store()).isEqualTo(before);
  }

  @Test
  void releaseThatOnlyWaitsForApprovalsOfItsWaiversEndsWithNine() throws Exception {
    Path copy = SampleHome.copy(SampleHome.WORKSPACE, folder.resolve("waived"));
    Path release = Waived.release(copy, "apps/Kiosk-refused.msix", "2036-12-31");
    SampleHome.trusting(home);
    CommandRun.of(home, "product", "import", copy.toString()).endsWith(0);

    CommandRun run = CommandRun.of(home, "submit", "--json", release.toString()).endsWith(9);

    assertThat(run.json().text("state")).hasValue("waiting");
    assertThat(run.out()).contains("\"UC1023\"").doesNotContain("\"waived\":true");
    assertThat(home.resolve("store")).doesNotExist();
    Path ended = Waived.release(copy, "apps/Kiosk-refused.msix", "2020-12-31");
    CommandRun.of(home, "submit", ended.toString()).endsWith(3);
  }

  @Test
  void otherRingsAreANewRevisionOfThePlanAndNoNewMetadata() throws Exception {
    SampleHome.copy(published, home);
    Map<Path, String> before = store();
    String edited = edited("rings.yaml", "soak: 24h", "soak: 36h");

    CommandRun first = CommandRun.of(home, "submit", "--json", edited).endsWith(0);
    CommandRun second = CommandRun.of(home, "submit", "--json", edited).endsWith(0);

    assertThat(first.json().text("state")).hasValue("revised");
    assertThat(second.json().text("state")).hasValue("unchanged");
    assertThat(store()).isEqualTo(before);
  }

  @Test
  void rejectsVersionThatDoesNotRise() throws Exception {
    SampleHome.copy(published, home);
    Map<Path, String> before = store();
    String older =
        edited(
            "older.yaml",
            "10.0.2.0\" }",
            "10.0.1.0\" }",
            "  ocp: Build/arm/ContosoKiosk/retail/10.0.2.0/ContosoKiosk_OCP_10.0.2.0.cab\n",
            "");

    CommandRun run = CommandRun.of(home, "submit", older).endsWith(6);

    assertThat(run.out() + run.err()).contains("UC3201");
    assertThat(store()).isEqualTo(before);
  }

  @Test
  void rejectsTheSameVersionOfAnotherPayload() throws Exception {
    SampleHome.copy(published, home);
    Map<Path, String> before = store();
    String other = edited("other.yaml", "  apps: [apps/Kiosk.msix]\n", "");

    CommandRun.of(home, "submit", other).endsWith(6);

    assertThat(store()).isEqualTo(before);
  }

  @Test
  void refusesAProductThatNobodyRegistered() throws Exception {
    SampleHome.copy(published, home);
    Map<Path, String> before = store();
    String unknown = edited("unknown.yaml", "product: ContosoKiosk", "product: ContosoTill");

    CommandRun run = CommandRun.of(home, "submit", "--json", unknown).endsWith(3);

    assertThat(run.out()).contains("UC2101");
    assertThat(store()).isEqualTo(before);
  }

  @Test
  void wantsAPolicy() throws Exception {
    SampleHome.trusting(home);
    Path product = workspace.resolve("Source-arm/Products/ContosoKiosk/product.yaml");
    try (Wiring wiring = SampleHome.wiring(home)) {
      // An import would ask for the policy, too.
      wiring
          .models()
          .register(RegisteredProduct.of(Files.readString(product), "", wiring.clock().instant()));
    }

    CommandRun run = CommandRun.of(home, "submit", "--json", release("release.yaml")).endsWith(2);

    assertThat(run.json().at("error", "code")).flatMap(n -> n.text()).hasValue("UC1051");
    assertThat(home.resolve("store")).doesNotExist();
  }

  @Test
  void saysWhichFolderCannotBeAHome() throws Exception {
    Files.writeString(home, "a file stands here");

    CommandRun run = CommandRun.of(home, "submit", "--json", release("release.yaml")).endsWith(14);

    assertThat(run.json().at("error", "where")).flatMap(n -> n.text()).hasValue(home.toString());
  }

  @Test
  void saysWhichFolderOfTheHomeCannotBeWritten() throws Exception {
    SampleHome.copy(published, home);
    Files.move(home.resolve("work"), folder.resolve("aside"));
    Files.writeString(home.resolve("work"), "a file stands here");

    CommandRun run = CommandRun.of(home, "submit", "--json", release("release.yaml")).endsWith(14);

    assertThat(run.out()).contains(home.resolve("work").toString());
  }

  private static String release(String name) {
    return workspace.resolve(name).toString();
  }

  /** The sample's release with each second text in the place of the one before. */
  private static String edited(String name, String... replacements) throws IOException {
    String text = Files.readString(workspace.resolve("release.yaml"));
    for (int i = 0; i < replacements.length; i += 2) {
      assertThat(text).contains(replacements[i]);
      text = text.replace(replacements[i], replacements[i + 1]);
    }
    return Files.writeString(workspace.resolve(name), text).toString();
  }

  private Map<Path, String> store() throws IOException {
    return PublishedTree.of(home);
  }
}
