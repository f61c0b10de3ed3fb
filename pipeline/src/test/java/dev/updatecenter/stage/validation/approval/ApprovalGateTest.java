package dev.updatecenter.stage.validation.approval;

import static dev.updatecenter.stage.validation.approval.ApprovalWorld.ANN;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.BOB;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.NOW;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.PRODUCT;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.SEC;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.STRANGER;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.VERSION;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.VIC;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.about;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.approves;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.at;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.digest;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.people;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.person;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.policy;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.request;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.says;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.signed;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.under;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.validation.Person;
import dev.updatecenter.stage.validation.Person.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ApprovalGateTest {
  private static final byte[] OF_SEC = signed(approves("sec", SEC), SEC);
  private static final byte[] OF_BOB = signed(approves("bob", BOB), BOB);

  @Test
  void approvalsOfTwoPeopleAreEnough() {
    ApprovalStatus status = judge(people(), Author.UNKNOWN, OF_SEC, OF_BOB);

    assertThat(status).isInstanceOf(ApprovalStatus.Enough.class);
    assertThat(status.tally().given()).extracting(ApprovalStatement::by).contains("sec", "bob");
    assertThat(status.tally().voided()).isEmpty();
  }

  @Test
  void waitingSaysWhoMayStill() {
    ApprovalStatus status = judge(people(), Author.UNKNOWN, OF_SEC);

    assertThat(status).isInstanceOf(ApprovalStatus.Waiting.class);
    assertThat(status.tally().may()).containsExactly("ann", "bob");
    assertThat(status.tally().outOfReach()).isFalse();
  }

  @Test
  void tooFewPeopleAreSaidToBeOutOfReach() {
    ApprovalStatus status = judge(List.of(person("sec", SEC, Role.APPROVER)), Author.UNKNOWN);

    assertThat(status.tally().outOfReach()).isTrue();
  }

  /** Beside sec's approval, which counts: one more would be enough. */
  @ParameterizedTest(name = "{0}")
  @MethodSource
  void doesNotCount(String name, byte[] document, String why) {
    ApprovalStatus status = judge(people(), Author.UNKNOWN, OF_SEC, document);

    assertThat(status).isInstanceOf(ApprovalStatus.Waiting.class);
    assertThat(status.tally().given()).extracting(ApprovalStatement::by).containsExactly("sec");
    assertThat(status.tally().voided())
        .singleElement()
        .satisfies(v -> assertThat(v.why()).contains(why));
  }

  static Stream<Arguments> doesNotCount() {
    ApprovalStatement bob = approves("bob", BOB);
    return Stream.of(
        arguments("no JSON", "approved!".getBytes(StandardCharsets.UTF_8), "cannot be read"),
        arguments("another kind", edited(OF_BOB, "\"Approval\"", "\"Report\""), "kind"),
        arguments("a later form", edited(OF_BOB, "Version\":1,", "Version\":2,"), "schemaVersion"),
        arguments("a purpose of later", edited(OF_BOB, "signing", "flight"), "no purpose"),
        arguments("huge", huge(), "larger"),
        arguments("another's name on it", edited(OF_BOB, "\"bob\"", "\"ann\""), "the signature"),
        arguments(
            "a rejection turned round",
            edited(signed(says("bob", BOB, Decision.REJECT), BOB), "reject", "approve"),
            "the signature"),
        arguments("one hex digit of it", spoilt(OF_BOB), "the signature"),
        arguments(
            "an id that is not the key's",
            edited(OF_BOB, BOB.key().id().hex(), ANN.key().id().hex()),
            "'key' is not the id"),
        arguments(
            "a stranger's key under a known name",
            signed(approves("bob", STRANGER), STRANGER),
            "does not list the key"),
        arguments(
            "one person by another's key", signed(approves("bob", ANN), ANN), "not list the key"),
        arguments("a stranger", signed(approves("eve", STRANGER), STRANGER), "not list eve"),
        arguments("a name in other capitals", signed(approves("Bob", BOB), BOB), "not list Bob"),
        arguments("a viewer", signed(approves("vic", VIC), VIC), "vic is no Approver"),
        arguments("tomorrow's", signed(at(bob, NOW.plusMillis(1)), BOB), "in the future"),
        arguments(
            "another policy's", signed(under(bob, digest("before")), BOB), "policy.yaml changed"),
        arguments(
            "another payload's",
            signed(
                about(bob, ApprovalSubject.ofSubmission(PRODUCT, VERSION, digest("other"))), BOB),
            "another digest"),
        arguments(
            "another version's",
            signed(
                about(
                    bob,
                    ApprovalSubject.ofSubmission(
                        PRODUCT, PackageVersion.parse("10.0.3.0"), ApprovalWorld.DIGEST)),
                BOB),
            "for ContosoKiosk 10.0.3.0"),
        arguments(
            "a single file's",
            signed(about(bob, ApprovalSubject.ofFile(PRODUCT, ApprovalWorld.DIGEST)), BOB),
            "for a file"),
        arguments(
            "another product's",
            signed(
                about(
                    bob,
                    ApprovalSubject.ofSubmission(
                        ProductName.of("Till"), VERSION, ApprovalWorld.DIGEST)),
                BOB),
            "for Till"));
  }

  @Test
  void twiceBySameKeyIsOne() {
    byte[] again = signed(at(approves("sec", SEC), NOW), SEC);

    assertThat(judge(people(), Author.UNKNOWN, OF_SEC, again, OF_SEC))
        .isInstanceOf(ApprovalStatus.Waiting.class);
  }

  @Test
  void twoKeysOfOnePersonAreOne() {
    List<Person> people = new ArrayList<>(people());
    people.set(2, new Person("sec", Set.of(SEC.key().id(), VIC.key().id()), Set.of(Role.APPROVER)));
    ApprovalStatus status =
        judge(people, Author.UNKNOWN, OF_SEC, signed(approves("sec", VIC), VIC));

    assertThat(status).isInstanceOf(ApprovalStatus.Waiting.class);
    assertThat(status.tally().given()).hasSize(1);
  }

  @Test
  void oneKeyOfTwoPeopleIsOne() {
    List<Person> people =
        List.of(person("sec", SEC, Role.APPROVER), person("bob", SEC, Role.APPROVER));
    ApprovalStatus status =
        judge(people, Author.UNKNOWN, OF_SEC, signed(approves("bob", SEC), SEC));

    assertThat(status).isInstanceOf(ApprovalStatus.Waiting.class);
    assertThat(status.tally().voided()).extracting(VoidApproval::why).asString().contains("key");
  }

  @Test
  void removedPersonCountsNoMore() {
    ApprovalStatus status = judge(people().subList(0, 2), Author.UNKNOWN, OF_SEC, OF_BOB);

    assertThat(status.tally().given()).extracting(ApprovalStatement::by).containsExactly("bob");
    assertThat(status.tally().voided()).extracting(VoidApproval::by).containsExactly("sec");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void nobodyApprovesTheirOwn(String how, Author author) {
    ApprovalStatus status = judge(people(), author, OF_SEC, OF_BOB);

    assertThat(status).isInstanceOf(ApprovalStatus.Waiting.class);
    assertThat(status.tally().given()).extracting(ApprovalStatement::by).containsExactly("bob");
    assertThat(status.tally().may()).containsExactly("ann");
    assertThat(gate(people()).refusal("sec", SEC.key().id(), author)).isPresent();
  }

  static Stream<Arguments> nobodyApprovesTheirOwn() {
    return Stream.of(
        arguments("by name", new Author(Set.of("sec"), Set.of())),
        arguments("by name in other capitals", new Author(Set.of("SEC"), Set.of())),
        arguments("by key", new Author(Set.of("Contoso"), Set.of(SEC.key().id()))));
  }

  @Test
  void authorsOtherKeyIsTheirsToo() {
    List<Person> people = new ArrayList<>(people());
    people.set(2, new Person("sec", Set.of(SEC.key().id(), VIC.key().id()), Set.of(Role.APPROVER)));

    ApprovalStatus status =
        judge(people, new Author(Set.of(), Set.of(VIC.key().id())), OF_SEC, OF_BOB);

    assertThat(status.tally().given()).extracting(ApprovalStatement::by).containsExactly("bob");
  }

  @Test
  void oneRejectionStopsWhoeverApproved() {
    byte[] no = signed(says("ann", ANN, Decision.REJECT), ANN);

    assertThat(judge(people(), Author.UNKNOWN, OF_SEC, OF_BOB, no))
        .isInstanceOfSatisfying(
            ApprovalStatus.Rejected.class,
            r -> assertThat(r.by()).extracting(ApprovalStatement::by).containsExactly("ann"));
  }

  @Test
  void ofOnePersonTheLatestCounts() {
    byte[] no = signed(at(says("bob", BOB, Decision.REJECT), NOW.minusSeconds(30)), BOB);
    byte[] yes = signed(at(approves("bob", BOB), NOW.minusSeconds(10)), BOB);

    assertThat(judge(people(), Author.UNKNOWN, OF_SEC, OF_BOB, no))
        .isInstanceOf(ApprovalStatus.Rejected.class);
    assertThat(judge(people(), Author.UNKNOWN, yes, OF_SEC, no, OF_BOB))
        .isInstanceOf(ApprovalStatus.Enough.class);
  }

  @Test
  void ofOneMomentTheRejectionCounts() {
    byte[] no = signed(says("bob", BOB, Decision.REJECT), BOB);

    assertThat(judge(people(), Author.UNKNOWN, no, OF_BOB, OF_SEC))
        .isInstanceOf(ApprovalStatus.Rejected.class);
  }

  @Test
  void rejectionOutlivesTheClockAndThePolicyThatItWasGivenUnder() {
    ApprovalStatement no = says("ann", ANN, Decision.REJECT);

    assertThat(
            judge(
                people(), Author.UNKNOWN, OF_SEC, OF_BOB, signed(at(no, NOW.plusSeconds(9)), ANN)))
        .isInstanceOf(ApprovalStatus.Rejected.class);
    assertThat(
            judge(
                people(), Author.UNKNOWN, OF_SEC, OF_BOB, signed(under(no, digest("before")), ANN)))
        .isInstanceOf(ApprovalStatus.Rejected.class);
  }

  @Test
  void rejectionByWhoMayNotDecideStopsNothing() {
    byte[] vic = signed(says("vic", VIC, Decision.REJECT), VIC);
    byte[] stranger = signed(says("ann", STRANGER, Decision.REJECT), STRANGER);

    assertThat(judge(people(), Author.UNKNOWN, OF_SEC, OF_BOB, vic, stranger))
        .isInstanceOf(ApprovalStatus.Enough.class);
  }

  @Test
  void orderOfTheRowsChangesNothing() {
    List<byte[]> rows =
        new ArrayList<>(
            List.of(
                OF_SEC, OF_BOB, signed(says("ann", ANN, Decision.REJECT), ANN), spoilt(OF_BOB)));
    ApprovalStatus before = gate(people()).judge(request(Author.UNKNOWN), rows);
    Collections.reverse(rows);

    assertThat(gate(people()).judge(request(Author.UNKNOWN), rows)).hasSameClassAs(before);
  }

  @Test
  void oldApprovalDoesNotHideWhatTheSamePersonSaysOfTheNewPolicy() {
    byte[] old =
        signed(under(at(approves("bob", BOB), NOW.minusSeconds(90)), digest("before")), BOB);

    ApprovalStatus status = judge(people(), Author.UNKNOWN, OF_SEC, old, OF_BOB);

    assertThat(status).isInstanceOf(ApprovalStatus.Enough.class);
    assertThat(status.tally().voided()).isEmpty();
  }

  private static ApprovalGate gate(List<Person> people) {
    return new ApprovalGate(policy(people), NOW);
  }

  private static ApprovalStatus judge(List<Person> people, Author author, byte[]... documents) {
    return gate(people).judge(request(author), List.of(documents));
  }

  private static byte[] edited(byte[] document, String was, String is) {
    String text = new String(document, StandardCharsets.UTF_8);
    assertThat(text).contains(was);
    return text.replace(was, is).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] spoilt(byte[] document) {
    byte[] copy = document.clone();
    // The last hex digit of the signature stands before the quotation mark and the brace.
    int last = copy.length - 3;
    copy[last] = (byte) (copy[last] == '0' ? '1' : '0');
    return copy;
  }

  private static byte[] huge() {
    return new byte[Approval.MAX_BYTES + 1];
  }
}
