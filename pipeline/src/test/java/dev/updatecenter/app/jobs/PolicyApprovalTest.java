package dev.updatecenter.app.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.updatecenter.app.wiring.Configuration;
import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.app.wiring.PersonKeys.Acting;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.ledger.AuditRecord;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.validation.approval.Approval;
import dev.updatecenter.stage.validation.approval.ApprovalPurpose;
import dev.updatecenter.stage.validation.approval.ApprovalRequest;
import dev.updatecenter.stage.validation.approval.ApprovalStatement;
import dev.updatecenter.stage.validation.approval.ApprovalSubject;
import dev.updatecenter.stage.validation.approval.Decision;
import dev.updatecenter.testing.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy changes only as its own Approvers decide. */
class PolicyApprovalTest {
  private static final ProductName PRODUCT = new ProductName("ContosoKiosk");

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T08:00:00Z"));
  private final Path folder;
  private final Wiring wiring;

  PolicyApprovalTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.wiring =
        new Wiring(new Home(folder.resolve("home")), Configuration.EMBEDDED, clock, Progress.NONE);
    Files.writeString(folder.resolve("product.yaml"), RingsTest.MODEL);
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private static String policy(String profile, String rest) {
    return """
    apiVersion: updatecenter/v1
    kind: Policy
    metadata: { product: ContosoKiosk }
    profile: %s
    submitters: []
    """
            .formatted(profile)
        + rest;
  }

  private String people(String... namesAndRoles) {
    StringBuilder people = new StringBuilder("people:\n");
    for (String each : namesAndRoles) {
      String[] person = each.split(":", 2);
      people.append(
          "  - { name: %s, keys: [%s], roles: [%s] }\n"
              .formatted(person[0], acting(person[0]).signer().key().id(), person[1]));
    }
    return people.toString();
  }

  private Acting acting(String name) {
    wiring.personKeys().generate(name);
    return wiring.personKeys().acting(Optional.of(name));
  }

  private ProductImport.Result register(String policyYaml) throws IOException {
    clock.pass(Duration.ofMinutes(1));
    Files.writeString(folder.resolve("policy.yaml"), policyYaml);
    return new ProductImport(wiring)
        .sources(
            List.of(folder.resolve("product.yaml"), folder.resolve("policy.yaml")),
            Optional.empty());
  }

  private String registered() {
    return wiring.models().find(PRODUCT).map(RegisteredProduct::policyYaml).orElse("");
  }

  private UpdateCenterException refused(String policyYaml, ExitCode exit) {
    String before = registered();
    UpdateCenterException[] thrown = new UpdateCenterException[1];
    assertThatThrownBy(() -> register(policyYaml))
        .asInstanceOf(type(UpdateCenterException.class))
        .satisfies(e -> thrown[0] = e)
        .extracting(UpdateCenterException::exit)
        .isEqualTo(exit);
    assertThat(registered()).isEqualTo(before);
    return thrown[0];
  }

  private Deciding.Result decide(String policyYaml, Decision decision, String name) {
    clock.pass(Duration.ofMinutes(1));
    ApprovalRequest request =
        new WaitingApprovals(wiring).find(digest(policyYaml).hex(), Optional.empty());
    return new Deciding(wiring).decide(request, decision, acting(name), Optional.empty());
  }

  private void approve(String policyYaml, String name) {
    assertThat(decide(policyYaml, Decision.APPROVE, name).changed()).isTrue();
  }

  private static ContentDigest digest(String text) {
    return ContentDigest.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Written into the database past every check, as whoever can write there could. */
  private void plant(ApprovalSubject subject, ContentDigest under, String name) {
    Acting acting = acting(name);
    ApprovalStatement statement =
        new ApprovalStatement(
            subject,
            Decision.APPROVE,
            under,
            name,
            acting.signer().key(),
            clock.instant(),
            Optional.empty());
    wiring.approvals().record(Approval.sign(statement, acting.signer()));
  }

  private List<String> acts() {
    List<String> acts = new ArrayList<>();
    wiring
        .auditTrail()
        .records(PRODUCT)
        .forEachRemaining((AuditRecord r) -> acts.add(r.event().act()));
    return acts;
  }

  @Test
  void theFirstNeedsNobody() throws Exception {
    String production = policy("production", people("ann:Approver"));

    assertThat(register(production).findings()).isEmpty();
    assertThat(registered()).isEqualTo(production);
  }

  @Test
  void anotherWaitsUntilItIsApproved() throws Exception {
    String before = policy("production", people("ann:Approver", "vic:Viewer"));
    String after = before + "signing: { approvals: 1 }\n";
    register(before);

    UpdateCenterException waits = refused(after, ExitCode.APPROVAL);
    assertThat(waits.code()).isEqualTo("UC1018");
    assertThat(waits.where()).isEqualTo(digest(after).hex());
    assertThat(waits.fix()).contains("ann").contains(digest(after).hex());
    approve(after, "ann");
    assertThat(registered()).isEqualTo(before);

    assertThat(register(after).changed()).isTrue();
    assertThat(registered()).isEqualTo(after);
    assertThat(acts()).containsSubsequence("approve", "pass-approvals", "import-product");
    assertThat(new WaitingApprovals(wiring).policyChanges(PRODUCT)).isEmpty();
  }

  @Test
  void theSameNeedsNobody() throws Exception {
    String policy = policy("production", people("ann:Approver"));
    register(policy);

    assertThat(register(policy).changed()).isFalse();
  }

  @Test
  void aCommentIsAChange() throws Exception {
    String policy = policy("production", people("ann:Approver"));
    register(policy);

    refused(policy + "# more\n", ExitCode.APPROVAL);
  }

  @Test
  void aLabWithoutApproversChangesFreely() throws Exception {
    register(policy("lab", ""));

    assertThat(register(policy("lab", people("ann:Approver"))).changed()).isTrue();
    refused(policy("lab", ""), ExitCode.APPROVAL);
  }

  @Test
  void productionWithoutApproversNeverChangesAndIsWarnedOf() throws Exception {
    String policy = policy("production", "");

    assertThat(register(policy).findings()).extracting(Finding::code).containsExactly("UC1175");
    assertThat(refused(policy("lab", ""), ExitCode.APPROVAL).fix()).contains("a new home");
  }

  @Test
  void takesAsManyAsAnythingThatThePolicyGuards() throws Exception {
    String people = people("ann:Approver", "bob:Approver", "sec:Approver");
    String before = policy("lab", people + "signing: { approvals: 2 }\n");
    String stricter = policy("lab", people + "least: [ { ring: Preview, approvals: 3 } ]\n");
    register(before);

    refused(stricter, ExitCode.APPROVAL);
    approve(stricter, "ann");
    refused(stricter, ExitCode.APPROVAL);
    approve(stricter, "bob");
    register(stricter);
    refused(before, ExitCode.APPROVAL);
    approve(before, "ann");
    approve(before, "bob");

    assertThat(refused(before, ExitCode.APPROVAL)).hasMessageContaining("2 of 3 approvals");
  }

  @Test
  void onlyApproversOfTheRegisteredPolicyDecide() throws Exception {
    String before = policy("lab", people("ann:Approver", "vic:Viewer"));
    String after = policy("lab", people("eve:Approver", "vic:Approver"));
    register(before);
    refused(after, ExitCode.APPROVAL);

    for (String name : List.of("eve", "vic")) {
      assertThatThrownBy(() -> decide(after, Decision.APPROVE, name))
          .asInstanceOf(type(UpdateCenterException.class))
          .extracting(UpdateCenterException::exit)
          .isEqualTo(ExitCode.NOT_ALLOWED);
    }
  }

  @Test
  void aRejectionStopsItUntilItIsTakenBack() throws Exception {
    String before = policy("lab", people("ann:Approver", "bob:Approver"));
    String after = before + "skipRing: false\n";
    register(before);
    refused(after, ExitCode.APPROVAL);
    approve(after, "ann");
    decide(after, Decision.REJECT, "bob");

    assertThat(refused(after, ExitCode.NOT_ALLOWED).code()).isEqualTo("UC4112");
    approve(after, "bob");
    assertThat(register(after).changed()).isTrue();
  }

  @Test
  void approvalThatWasUsedLetsNothingChangeAgain() throws Exception {
    String strict = policy("lab", people("ann:Approver") + "skipRing: false\n");
    String loose = policy("lab", people("ann:Approver"));
    register(strict);
    refused(loose, ExitCode.APPROVAL);
    approve(loose, "ann");
    register(loose);
    refused(strict, ExitCode.APPROVAL);
    approve(strict, "ann");
    register(strict);

    assertThat(refused(loose, ExitCode.APPROVAL).why())
        .contains("it was given before the policy changed last");
    approve(loose, "ann");
    assertThat(register(loose).changed()).isTrue();
  }

  @Test
  void plantedApprovalsDoNotCount() throws Exception {
    String before = policy("production", people("ann:Approver", "vic:Viewer"));
    String after = before + "skipRing: true\n";
    register(before);
    clock.pass(Duration.ofMinutes(1));
    ContentDigest under = digest(before);
    ApprovalSubject right =
        ApprovalSubject.ofPolicy(ApprovalPurpose.POLICY, PRODUCT, digest(after));

    plant(right, digest(after), "ann");
    plant(right, under, "vic");
    plant(right, under, "eve");
    plant(ApprovalSubject.ofFile(PRODUCT, digest(after)), under, "ann");
    plant(
        ApprovalSubject.ofPolicy(ApprovalPurpose.REGISTER_PUBLISHER, PRODUCT, digest(after)),
        under,
        "ann");
    plant(
        ApprovalSubject.ofPolicy(ApprovalPurpose.POLICY, new ProductName("Other"), digest(after)),
        under,
        "ann");
    plant(ApprovalSubject.ofPolicy(ApprovalPurpose.POLICY, PRODUCT, under), under, "ann");

    assertThat(refused(after, ExitCode.APPROVAL)).hasMessageContaining("0 of 1 approval");
  }

  @Test
  void showsWhoeverDecidesTheLinesThatChange() throws Exception {
    String before = policy("lab", people("ann:Approver") + "skipRing: false\n");
    String after = before.replace("skipRing: false", "skipRing: true");
    register(before);
    refused(after, ExitCode.APPROVAL);
    ApprovalSubject subject = new WaitingApprovals(wiring).policyChanges(PRODUCT).get(0).subject();

    assertThat(new ProposedChange(wiring).lines(subject))
        .containsExactly("- skipRing: false", "+ skipRing: true");
    wiring.policyChanges().propose(subject, before + "# harmless\n");
    assertThat(new ProposedChange(wiring).lines(subject))
        .containsExactly("nothing is known of it but its digest");
  }

  @Test
  void ringsThatAreBoundKeepTheirOrder() throws Exception {
    String least = "least: [ { ring: Preview }, { ring: GeneralAvailability } ]\n";
    assertThat(register(policy("lab", least)).findings()).isEmpty();
    String rings = "[ Preview, EarlyAdopter, GeneralAvailability ]";
    Files.writeString(
        folder.resolve("product.yaml"),
        RingsTest.MODEL.replace(rings, "[ GeneralAvailability, EarlyAdopter, Preview ]"));

    assertThat(register(policy("lab", least)).findings())
        .extracting(Finding::code)
        .containsExactly("UC1176");
    Files.writeString(
        folder.resolve("product.yaml"),
        RingsTest.MODEL.replace(rings, "[ Preview, GeneralAvailability ]"));
    assertThat(register(policy("lab", least)).findings()).isEmpty();
  }

  @Test
  void nobodyChangesAPolicyThatCannotBeRead() throws Exception {
    register(policy("lab", ""));
    wiring
        .models()
        .register(RegisteredProduct.of(RingsTest.MODEL, "kind: Nothing\n", clock.instant()));

    assertThat(refused(policy("lab", ""), ExitCode.APPROVAL).why()).contains("cannot read");
  }
}
