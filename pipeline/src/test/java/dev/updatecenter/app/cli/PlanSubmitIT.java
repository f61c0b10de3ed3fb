package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.jobs.Plans;
import dev.updatecenter.app.jobs.Submitting;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.stage.planning.PlanFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is submitted is the plan that was approved; it takes ann and sec to approve. */
class PlanSubmitIT {
  private static Path workspace;
  private static Path waiting;
  private static String asked;

  private final Path folder;
  private final Path home;
  private String digest;

  PlanSubmitIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.home = SampleHome.copy(waiting, folder.resolve("home"));
    this.digest = asked;
  }

  @BeforeAll
  static void prepare(@TempDir Path folder) throws Exception {
    workspace = folder.resolve("workspace");
    waiting = PeopledHome.create(folder.resolve("waiting"), workspace);
    asked = submit(waiting).endsWith(9).json().text("plan").orElseThrow();
  }

  @Test
  void editedReleaseIsAnotherPlanAlsoWhenItIsSigned() throws Exception {
    approve("sec").endsWith(0);
    approve("ann").endsWith(0);
    submit(home, "--until", "sign").endsWith(0);
    String edited = edited("gate.yaml", "soak: 24h", "soak: 36h");

    CommandRun waits = CommandRun.of(home, "--json", "submit", edited).endsWith(9);

    assertThat(waits.out()).contains("UC4113", "the plan changed since");
    assertThat(home.resolve("store")).doesNotExist();
    digest = waits.json().text("plan").orElseThrow();
    approve("sec").endsWith(0);
    approve("ann").endsWith(0);
    CommandRun.of(home, "--json", "submit", edited).endsWith(0);
  }

  @Test
  void editOfASignedReleaseThatBreaksARuleIsRefused() throws Exception {
    approve("sec").endsWith(0);
    approve("ann").endsWith(0);
    submit(home, "--until", "sign").endsWith(0);

    String edited = edited("ring.yaml", "ring: EarlyAdopter", "ring: Nowhere");

    CommandRun.of(home, "submit", edited).endsWith(3);
    assertThat(home.resolve("store")).doesNotExist();
  }

  @Test
  void revisionOfAPublishedReleaseCountsOnceItIsApproved() throws Exception {
    approve("sec").endsWith(0);
    approve("ann").endsWith(0);
    submit(home).endsWith(0);
    String edited = edited("gate.yaml", "soak: 24h", "soak: 36h");

    digest =
        CommandRun.of(home, "--json", "submit", edited)
            .endsWith(9)
            .json()
            .text("plan")
            .orElseThrow();
    assertThat(waiting()).containsExactly(digest);
    CommandRun.of(home, "submit", edited("ring.yaml", "ring: EarlyAdopter", "ring: Nowhere"))
        .endsWith(3);
    approve("sec").endsWith(0);
    approve("ann").endsWith(0);

    Node revised = CommandRun.of(home, "--json", "submit", edited).endsWith(0).json();
    assertThat(revised.text("state")).hasValue("revised");
    assertThat(revised.text("plan")).hasValue(digest);
    assertThat(waiting()).isEmpty();
    assertThat(CommandRun.of(home, "--json", "submit", edited).endsWith(0).json().text("state"))
        .hasValue("unchanged");
    Files.writeString(Path.of(edited), "# a comment is no revision\n", StandardOpenOption.APPEND);
    assertThat(CommandRun.of(home, "--json", "submit", edited).endsWith(0).json().text("state"))
        .hasValue("unchanged");
    // What was approved before the revision is not taken out of the drawer.
    assertThat(submit(home).endsWith(9).out()).contains("UC4113", "was revised last");
  }

  @Test
  void planThatIsMeantIsSubmittedOrNothing() throws Exception {
    CommandRun.of(home, "submit", release(), "--plan", "xyz").endsWith(2);
    submit(home, "--plan", digest).endsWith(9);
    String edited = edited("gate.yaml", "soak: 24h", "soak: 36h");

    CommandRun stale = CommandRun.of(home, "--json", "submit", edited, "--plan", digest);

    assertThat(stale.endsWith(6).out())
        .contains("UC4116", "gate.soakMillis is 129600000, was 86400000");
  }

  @Test
  void planInAFileSaysWhereItsReleaseLies() throws Exception {
    byte[] bytes;
    try (Wiring wiring = SampleHome.wiring(home)) {
      bytes =
          PlanFile.bytes(
              Plans.of(
                  Submitting.manifest(Path.of(release())),
                  ContentDigest.ofHex(submission()),
                  wiring.models().find(SampleHome.PRODUCT).orElseThrow()),
              Map.of(),
              Optional.of("release.yaml"));
    }
    Path plan = Files.write(workspace.resolve("plan-of-test.json"), bytes);

    Node waits = CommandRun.of(home, "--json", "submit", plan.toString()).endsWith(9).json();

    assertThat(waits.text("plan")).hasValue(digest);
    CommandRun.of(home, "submit", plan.toString(), "--plan", "0".repeat(64)).endsWith(2);
    CommandRun.of(home, "flight", "ContosoKiosk", "--ring", "Preview", "--plan", plan.toString())
        .endsWith(2);
    String text = new String(bytes, StandardCharsets.UTF_8);
    Files.writeString(plan, text.replace("\"approvals\" : 1", "\"approvals\" : 0"));
    assertThat(CommandRun.of(home, "--json", "submit", plan.toString()).endsWith(11).out())
        .contains("UC4115");
  }

  @Test
  void waiverCountsOnceWhoeverItNamesApprovedThePlan() throws Exception {
    Path copy = SampleHome.copy(workspace, folder.resolve("waived"));
    String waived = Waived.release(copy, "apps/Kiosk-refused.msix", "2036-12-31").toString();
    Path policy = copy.resolve(PeopledHome.POLICY);
    Files.writeString(policy, Files.readString(policy).replace("approvals: 2", "approvals: 1"));
    CommandRun.of(home, "product", "import", copy.toString()).endsWith(9);
    for (String name : List.of("ann", "sec")) {
      String digest = ContentDigest.of(policy).hex();
      CommandRun.of(home, "approve", digest, "--as", name).endsWith(0);
    }
    CommandRun.of(home, "product", "import", copy.toString()).endsWith(0);
    Node waits = CommandRun.of(home, "--json", "submit", waived).endsWith(9).json();
    assertThat(waits.at("approvals", "awaited").orElseThrow().elements())
        .singleElement()
        .satisfies(name -> assertThat(name.text()).hasValue("sec"));
    digest = waits.text("plan").orElseThrow();

    assertThat(approve("ann").endsWith(0).json().text("status")).hasValue("waiting");
    CommandRun still = CommandRun.of(home, "--json", "submit", waived).endsWith(9);
    assertThat(still.out()).contains("UC1023").doesNotContain("\"waived\":true");

    assertThat(approve("sec").endsWith(0).json().text("status")).hasValue("enough");
    Node passed =
        CommandRun.of(home, "--json", "submit", waived, "--until", "validation").endsWith(0).json();
    assertThat(passed.text("state")).hasValue("validated");
  }

  private String submission() throws Exception {
    return submit(home).endsWith(9).json().text("submission").orElseThrow();
  }

  private static String edited(String name, String was, String is) throws IOException {
    Path file = workspace.resolve(name);
    String text = Files.readString(Path.of(release()));
    assertThat(text).contains(was);
    return Files.writeString(file, text.replace(was, is)).toString();
  }

  private List<String> waiting() throws Exception {
    return PeopledHome.waiting(home);
  }

  private CommandRun approve(String name) {
    return CommandRun.of(home, "--json", "approve", digest, "--as", name);
  }

  private static CommandRun submit(Path home, String... more) {
    Stream<String> command =
        Stream.concat(Stream.of("--json", "submit", release()), Stream.of(more));
    return CommandRun.of(home, command.toArray(String[]::new));
  }

  private static String release() {
    return workspace.resolve("release.yaml").toString();
  }
}
