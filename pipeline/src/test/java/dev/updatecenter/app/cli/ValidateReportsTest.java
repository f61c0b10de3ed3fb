package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.testing.SarifJudge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code validate} writes for CI servers, and how it ends then. */
class ValidateReportsTest {
  private final Path clone;
  private final Path workspace;
  private final Path sarif;
  private final Path junit;
  private final Cli cli;

  ValidateReportsTest(@TempDir Path folder) throws IOException {
    this.clone = folder.resolve("clone");
    Files.createDirectories(clone.resolve(".git"));
    this.workspace = SampleHome.copy(SampleHome.WORKSPACE, clone.resolve("kiosk"));
    this.sarif = folder.resolve("reports/new/validation.sarif");
    this.junit = folder.resolve("reports/validation.xml");
    this.cli = new Cli(folder.resolve("home"));
  }

  @Test
  void refusedReleaseIsReportedAndEndsAsWithoutReports() throws Exception {
    Path release = workspace.resolve("release-refused.yaml");

    CommandRun run = validate(release).endsWith(3);

    assertThat(run.out())
        .contains(" is refused: 16 errors, 2 warnings, ")
        .doesNotContain("::error");
    assertThat(SarifJudge.require().breaches(Files.readAllBytes(sarif))).isEmpty();
    String log = Files.readString(sarif);
    assertThat(log)
        .contains("\"kiosk/release-refused.yaml\"", "\"kiosk/apps/KioskSetup.exe\"")
        .doesNotContain(clone.toString());
    assertThat(Files.readString(junit))
        .contains("<testcase classname=\"ducctl.validate\" name=\"kiosk/apps/KioskSetup.exe\"")
        .doesNotContain(clone.toString());
    try (Stream<Path> left = Files.list(sarif.toAbsolutePath().getParent())) {
      assertThat(left).containsExactly(sarif);
    }
  }

  @Test
  void resultIsTheSameWithReports() {
    Path release = workspace.resolve("release-refused.yaml");

    CommandRun plain = run("--json", "validate", release.toString());
    CommandRun reported =
        run("--json", "validate", release.toString(), "--sarif", sarif.toString());

    assertThat(reported.out()).isEqualTo(plain.out());
    assertThat(reported.exit()).isEqualTo(plain.exit());
  }

  @Test
  void documentThatCannotBeReadIsReportedToo() throws Exception {
    Path release = workspace.resolve("release.yaml");
    Files.writeString(release, Files.readString(release).replace("payload:", "payloads:"));

    validate(release).endsWith(3);

    assertThat(codes()).contains("UC1002");
    assertThat(Files.readString(junit)).contains("failures=\"1\"");
  }

  /** That nobody wrote a product or a submitter would be untrue, and send people elsewhere. */
  @Test
  void documentsThatCannotBeReadAreToldWithoutWhatOnlyFollowsFromThem() throws Exception {
    Path product = workspace.resolve("Source-arm/Products/ContosoKiosk");
    misspell(product.resolve("product.yaml"), "rings:", "ringz: []\nrings:");
    misspell(product.resolve("policy.yaml"), "profile:", "profil:");

    validate(workspace.resolve("release.yaml")).endsWith(3);

    assertThat(codes()).contains("UC2034", "UC1002").doesNotContain("UC2101", "UC4102");
    assertThat(Files.readString(sarif)).contains("did you mean 'rings'?");
  }

  @Test
  void releaseOfAProductThatNobodyWroteIsToldThatAlone() throws Exception {
    Path release = workspace.resolve("release.yaml");
    misspell(release, "metadata: \\{ product: ContosoKiosk", "metadata: { product: Other");

    validate(release).endsWith(3);

    assertThat(codes()).contains("UC2101").doesNotContain("UC4102");
  }

  private static void misspell(Path file, String key, String other) throws IOException {
    Files.writeString(file, Files.readString(file).replaceFirst("(?m)^" + key, other));
  }

  @Test
  void whatStoppedItReplacesTheReportsOfAnEarlierRun() throws Exception {
    validate(workspace.resolve("release.yaml")).endsWith(0);

    validate(workspace.resolve("none.yaml")).endsWith(5);

    assertThat(Files.readString(sarif)).contains("\"executionSuccessful\" : false", "UC1008");
    assertThat(Files.readString(junit)).contains("<error type=\"UC1008\"");
  }

  @Test
  void reportThatCannotBeWrittenEndsWithFourteenAndTheOtherIsWritten() throws Exception {
    Path file = Files.writeString(workspace.resolve("file"), "");

    CommandRun run =
        run(
                "validate",
                workspace.resolve("release.yaml").toString(),
                "--sarif",
                file.resolve("below.sarif").toString(),
                "--junit",
                junit.toString())
            .endsWith(14);

    assertThat(run.err()).contains("UC1061", "below.sarif");
    assertThat(junit).exists();
  }

  @Test
  void neverWritesOverTheReleaseNorOneReportOverTheOther() throws Exception {
    String release = workspace.resolve("release.yaml").toString();
    String before = Files.readString(Path.of(release));

    run("validate", release, "--junit", release).endsWith(2);
    run("validate", release, "--sarif", junit.toString(), "--junit", junit.toString()).endsWith(2);

    assertThat(Path.of(release)).hasContent(before);
    assertThat(junit).doesNotExist();
  }

  @Test
  void githubReadsCommandsOnStdoutOrBesideAJsonResult() throws Exception {
    String release = workspace.resolve("release-refused.yaml").toString();

    CommandRun people = run("validate", release, "--github").endsWith(3);
    CommandRun json = run("--json", "validate", release, "--github").endsWith(3);

    assertThat(people.out())
        .contains("::error file=kiosk/release-refused.yaml,line=8,col=56,title=UC1010 ")
        .contains(" is refused: ");
    assertThat(json.json().get("passed").orElseThrow().toPlain()).isEqualTo(false);
    assertThat(json.err()).contains("::error file=kiosk/apps/KioskSetup.exe,title=UC3214 ");
  }

  @Test
  void waiverThatThePolicyAllowsCountsHereAndSaysWhatItWaitsFor() throws Exception {
    Path release = waived("apps/Kiosk-refused.msix", "2036-12-31");

    CommandRun run = validate(release).endsWith(0);

    assertThat(run.out())
        .contains("waived UC3212", "note UC1023", "once sec has approved", ", 2 waived.");
    Node result =
        Json.read(Files.readAllBytes(sarif), "log").get("runs").orElseThrow().elements().get(0);
    assertThat(String.valueOf(result.toPlain()))
        .contains("justification=Waived by sec until 2036-12-31: ARM build ordered");
    assertThat(Files.readString(junit)).contains("<skipped message=\"Waived by sec", "skipped=\"");
  }

  @Test
  void waiverElsewhereOrPastItsEndLetsNothingPass() throws Exception {
    CommandRun elsewhere = validate(waived("apps/Other.msix", "2036-12-31")).endsWith(3);
    CommandRun ended = validate(waived("apps/Kiosk-refused.msix", "2020-12-31")).endsWith(3);

    assertThat(elsewhere.out()).contains("error UC3212", "warning UC1062");
    assertThat(ended.out()).contains("error UC3212", "error UC1021");
  }

  @Test
  void longListsEndWithTheirCountsAndTheNextStep() {
    CommandRun good = run("validate", workspace.resolve("release.yaml").toString()).endsWith(0);

    assertThat(good.out().lines().reduce((a, b) -> b).orElseThrow())
        .matches(".*release.yaml passes: 0 errors, 0 warnings, \\d+ notes\\.");
    assertThat(good.err()).contains("Next: ducctl submit ");
  }

  private Path waived(String path, String until) throws IOException {
    return Waived.release(workspace, path, until);
  }

  private CommandRun validate(Path release) {
    return run(
        "validate", release.toString(), "--sarif", sarif.toString(), "--junit", junit.toString());
  }

  private CommandRun run(String... arguments) {
    Cli.Ran ran = cli.run((Object[]) arguments);
    return new CommandRun(ran.exit(), ran.out(), ran.err());
  }

  private List<String> codes() throws Exception {
    return Json.read(Files.readAllBytes(sarif), "log")
        .get("runs")
        .orElseThrow()
        .elements()
        .get(0)
        .get("results")
        .orElseThrow()
        .elements()
        .stream()
        .map(r -> r.text("ruleId").orElseThrow())
        .toList();
  }
}
