package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.ledger.AuditChain;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.kernel.document.SchemaCheck;
import dev.updatecenter.testing.SoftHsmToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code submit} waits for {@code approve}; the policy asks for ann's and sec's approval. */
class ApproveIT {
  private static final String POLICY = PeopledHome.POLICY;

  private static Path workspace;
  private static Path waiting;
  private static String asked;

  private final Path folder;
  private final Path home;
  private String digest;

  ApproveIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.home = SampleHome.copy(waiting, folder.resolve("home"));
    this.digest = asked;
  }

  @BeforeAll
  static void prepare(@TempDir Path folder) throws Exception {
    workspace = folder.resolve("workspace");
    waiting = PeopledHome.create(folder.resolve("waiting"), workspace);
    Node first = submit(waiting).endsWith(9).json();
    assertThat(SchemaCheck.check("submit-result", first)).isEmpty();
    assertThat(first.text("state")).hasValue("waiting");
    assertThat(first.at("approvals", "may").orElseThrow().elements()).hasSize(2);
    asked = first.text("plan").orElseThrow();
  }

  @Test
  void theSameCommandGoesOnOnceEnoughApproved() throws Exception {
    Node one = approve("sec").endsWith(0).json();
    assertThat(SchemaCheck.check("approval-result", one)).isEmpty();
    assertThat(one.text("status")).hasValue("waiting");
    Node waits = submit(home).endsWith(9).json();
    assertThat(waits.at("approvals", "given").orElseThrow().elements())
        .singleElement()
        .satisfies(g -> assertThat(g.text("by")).hasValue("sec"));
    assertThat(home.resolve("store")).doesNotExist();
    assertThat(home.resolve("signed")).doesNotExist();
    assertThat(waiting()).containsExactly(digest);

    assertThat(approve("ann").endsWith(0).json().text("status")).hasValue("enough");
    submit(home).endsWith(0);

    assertThat(waiting()).isEmpty();
    assertThat(audited())
        .containsSubsequence("approve", "approve", "pass-approvals", "sign-package");
    assertThat(approve("ann").endsWith(0).json().text("state")).hasValue("unchanged");
    assertThat(CommandRun.of(home, "reject", digest, "--as", "ann").endsWith(5).err())
        .contains("does not wait any more");
  }

  @Test
  void approvedTwiceIsOneApproval() throws Exception {
    approve("sec").endsWith(0);

    assertThat(approve("sec").endsWith(0).json().text("state")).hasValue("unchanged");
    submit(home).endsWith(9);
  }

  @Test
  void oneRejectionStopsUntilThatPersonApproves() throws Exception {
    approve("sec").endsWith(0);
    CommandRun no =
        CommandRun.of(home, "--json", "reject", digest, "--as=ann", "--reason=it sleeps")
            .endsWith(0);
    assertThat(SchemaCheck.check("approval-result", no.json())).isEmpty();

    CommandRun stopped = submit(home).endsWith(4);
    assertThat(stopped.out()).contains("UC4112", "it sleeps");
    assertThat(SchemaCheck.check("error", stopped.json())).isEmpty();

    approve("ann").endsWith(0);
    submit(home).endsWith(0);
  }

  @Test
  void rejectionStandsWhenThePolicyAsksForNoApprovalAnyMore() throws Exception {
    CommandRun.of(home, "reject", digest, "--as", "ann").endsWith(0);
    Path changed = changedPolicy("", "signing: { approvals: 2 }\n", "");
    register(changed);

    assertThat(submit(home).endsWith(4).out()).contains("UC4112");
  }

  @Test
  void hugeDocumentIsTurnedAway() throws Exception {
    approve("sec").endsWith(0);
    try (Wiring wiring = SampleHome.wiring(home)) {
      wiring
          .database()
          .jdbc()
          .sql(
              "insert into approval select repeat('0', 64), purpose, product, digest, version, 'ann',"
                  + " decision, document || space(1000000), recorded_at, ring from approval")
          .update();
    }

    assertThat(submit(home).endsWith(9).out()).contains("UC4113", "larger than any approval");
  }

  @Test
  void rejectedAfterTheGateWasPassedStopsTheRestart() throws Exception {
    approve("sec").endsWith(0);
    approve("ann").endsWith(0);
    List<String> fault =
        List.of(Fault.options("after audit.intent sign-package", 1, Fault.Act.KILL));
    ChildProcess.killed(fault, home, "submit", release());
    CommandRun.of(home, "reject", digest, "--as", "sec").endsWith(0);

    assertThat(submit(home).endsWith(4).out()).contains("UC4112");
    assertThat(home.resolve("store")).doesNotExist();
  }

  @Test
  void everyHostAsksAgainBeforeItGoesOn() throws Exception {
    assertThat(submit(home, "--until", "validation").endsWith(0).json().text("state"))
        .hasValue("validated");
    submit(home, "--until", "sign").endsWith(9);
    approve("sec").endsWith(0);
    approve("ann").endsWith(0);
    assertThat(submit(home, "--until", "sign").endsWith(0).json().text("state")).hasValue("signed");
    CommandRun.of(home, "reject", digest, "--as", "sec").endsWith(0);

    assertThat(submit(home).endsWith(4).out()).contains("UC4112");
    submit(home, "--until", "sign").endsWith(4);
    assertThat(home.resolve("store")).doesNotExist();

    approve("sec").endsWith(0);
    submit(home).endsWith(0);
  }

  @Test
  void anyChangeOfThePolicyVoidsAndSaysSo() throws Exception {
    approve("sec").endsWith(0);
    approve("ann").endsWith(0);
    Path changed = changedPolicy("# reviewed\n", "", "");

    importApproved(changed);

    assertThat(submit(home).endsWith(9).out()).contains("UC4113", "policy.yaml changed");
  }

  @Test
  void anyChangeOfThePayloadVoidsAndSaysSo() throws Exception {
    approve("sec").endsWith(0);
    Path release = workspace.resolve("other.yaml");
    Files.writeString(
        release, Files.readString(Path.of(release())).replace("  apps: [apps/Kiosk.msix]\n", ""));

    CommandRun run = CommandRun.of(home, "--json", "submit", release.toString()).endsWith(9);

    assertThat(run.json().text("plan")).isNotEqualTo(java.util.Optional.of(digest));
    assertThat(run.out()).contains("UC4113", "another digest");
  }

  @Test
  void nobodyApprovesTheirOwn() throws Exception {
    Path changed = changedPolicy("", "name: Contoso Devices", "name: Ann");
    register(changed);
    digest = submit(home).endsWith(9).json().text("plan").orElseThrow();

    assertThat(approve("ann").endsWith(4).out()).contains("UC4110", "nobody approves their own");
  }

  @Test
  void whoIsNoApproverMayNot() {
    assertThat(approve("vic").endsWith(4).out()).contains("UC4110", "no Approver");
  }

  @Test
  void rowThatSomebodyWroteIntoTheDatabaseLetsNothingPass() throws Exception {
    approve("sec").endsWith(0);
    try (Wiring wiring = SampleHome.wiring(home)) {
      wiring
          .database()
          .jdbc()
          .sql(
              "insert into approval select repeat('0', 64), purpose, product, digest, version, 'ann',"
                  + " decision, replace(document, '\"sec\"', '\"ann\"'), recorded_at, ring from approval")
          .update();
    }

    CommandRun run = submit(home).endsWith(9);

    assertThat(run.out()).contains("UC4113", "the signature is not that of the key");
  }

  @Test
  void severalAtOnceAllCount() throws Exception {
    List<CommandRun> runs =
        List.of("ann", "sec").parallelStream().map(name -> approve(name)).toList();

    runs.forEach(run -> run.endsWith(0));
    submit(home).endsWith(0);
  }

  @Test
  void whoActsIsSaidWhereSeveralHaveAKey() {
    assertThat(CommandRun.of(home, "approve", digest).endsWith(2).err())
        .contains("UC1131", "ann, sec, vic");
    assertThat(CommandRun.of(home, "approve", digest, "--as", "eve").endsWith(2).err())
        .contains("UC1131", "no key of eve");
  }

  @Test
  void digestIsFoundByItsFirstDigitsAndNothingElse() {
    CommandRun.of(home, "approve", digest.substring(0, 12), "--as", "sec").endsWith(0);
    CommandRun.of(home, "approve", digest.substring(0, 11), "--as", "sec").endsWith(2);
    CommandRun.of(home, "approve", "0".repeat(12), "--as", "sec").endsWith(5);
    CommandRun.of(home, "approve", "0".repeat(64), "--as", "sec").endsWith(5);
    CommandRun.of(folder.resolve("none"), "approve", "0".repeat(64)).endsWith(5);
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void singleFileOfAProductIsApprovedByItsDigestAlone() throws Exception {
    String file = "ab".repeat(32);
    CommandRun run =
        CommandRun.of(home, "approve", "--json", file, "--as", "sec", "--product", "ContosoKiosk")
            .endsWith(0);

    assertThat(SchemaCheck.check("approval-result", run.json())).isEmpty();
    assertThat(run.json().text("version")).isEmpty();
    assertThat(run.err()).contains("nothing is known of it but its digest");
  }

  @Test
  void keyInATokenApprovesWithOneLogin() throws Exception {
    SoftHsmToken token = SoftHsmToken.create(folder.resolve("token"), "TEST-approver");
    token.generate("tok-TEST", "EC:prime256v1");
    Files.writeString(
        home.resolve("updatecenter.yaml"),
        "keys: { people: { tok: \"" + token.uri("tok-TEST") + "\" } }\n",
        StandardOpenOption.APPEND);
    Node keys = CommandRun.of(home, "keys", "list", "--json", "--as", "tok").endsWith(0).json();
    String id = keys.get("people").orElseThrow().elements().get(0).text("keyId").orElseThrow();
    assertThat(token.logins()).as("listing needs no PIN").isZero();
    String tok = "  - { name: tok, keys: [" + id + "], roles: [Approver] }\n";
    Path changed = changedPolicy("", "approvals: 2", "approvals: 1");
    Path policy = changed.resolve(POLICY);
    Files.writeString(policy, Files.readString(policy).replace("people:\n", "people:\n" + tok));
    register(changed);
    digest = submit(home).endsWith(9).json().text("plan").orElseThrow();

    CommandRun approved = approve("tok").endsWith(0);

    assertThat(approved.json().text("key")).hasValue(id);
    assertThat(approved.out() + approved.err()).doesNotContain(SoftHsmToken.PIN);
    assertThat(token.logins()).isEqualTo(1);
    submit(home).endsWith(0);
  }

  private List<String> waiting() throws Exception {
    return PeopledHome.waiting(home);
  }

  private Path changedPolicy(String more, String was, String is) throws IOException {
    Path copy = SampleHome.copy(workspace, folder.resolve("changed"));
    Path policy = copy.resolve(POLICY);
    Files.writeString(policy, Files.readString(policy).replace(was, is) + more);
    return copy;
  }

  /** The way of a policy: the people whom the registered one lists let the next one in. */
  private void importApproved(Path changed) throws Exception {
    CommandRun waits =
        CommandRun.of(home, "--json", "product", "import", changed.toString()).endsWith(9);
    assertThat(waits.out()).contains("UC1018", "0 of 2 approvals");
    String policy = ContentDigest.of(changed.resolve(POLICY)).hex();
    assertThat(CommandRun.of(home, "status").endsWith(0).out())
        .contains("another policy.yaml needs 2 approvals of " + policy);
    CommandRun shown = CommandRun.of(home, "approve", policy, "--as", "sec").endsWith(0);
    assertThat(shown.err()).contains("the change of the policy of ContosoKiosk", "+ # reviewed");
    CommandRun last = CommandRun.of(home, "--json", "approve", policy, "--as", "ann").endsWith(0);
    assertThat(SchemaCheck.check("approval-result", last.json())).isEmpty();
    assertThat(last.json().text("purpose")).hasValue("policy");
    CommandRun.of(home, "product", "import", changed.toString()).endsWith(0);
  }

  /** As if it had been approved. */
  private void register(Path changed) throws IOException {
    try (Wiring wiring = SampleHome.wiring(home)) {
      RegisteredProduct before = wiring.models().find(SampleHome.PRODUCT).orElseThrow();
      wiring
          .models()
          .register(
              RegisteredProduct.of(
                  before.productYaml(),
                  Files.readString(changed.resolve(POLICY)),
                  wiring.clock().instant()));
    }
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

  private List<String> audited() throws Exception {
    LedgerRows rows = LedgerRows.read(home);
    assertThat(AuditChain.verify(rows.audit())).isEmpty();
    return rows.audit().stream().map(r -> String.valueOf(r.toJson().get("act"))).toList();
  }
}
