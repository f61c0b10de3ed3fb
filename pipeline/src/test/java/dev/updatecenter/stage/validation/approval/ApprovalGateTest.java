package dev.updatecenter.stage.validation.approval;

import static dev.updatecenter.stage.validation.approval.ApprovalWorld.ANN;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.BOB;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.CONTENT;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.DIGEST;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.NOW;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.PRODUCT;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.SEC;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.STRANGER;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.SUBJECT;
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

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.validation.Person;
import dev.updatecenter.stage.validation.Person.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
        arguments("a purpose of later", edited(OF_BOB, "\"plan\"", "\"later\""), "no purpose"),
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
            signed(about(bob, SUBJECT.with(digest("other"))), BOB),
            "the plan changed"),
        arguments(
            "another version's",
            signed(
                about(
                    bob,
                    ApprovalSubject.ofRelease(
                        PRODUCT, PackageVersion.parse("10.0.3.0"), CONTENT, DIGEST)),
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
                    ApprovalSubject.ofRelease(ProductName.of("Till"), VERSION, CONTENT, DIGEST)),
                BOB),
            "for Till"),
        arguments(
            "another payload's of the same version",
            signed(about(bob, release(digest("others"), digest("others plan"))), BOB),
            "another digest"),
        arguments(
            "another payload's under this digest",
            signed(about(bob, release(digest("others"), DIGEST)), BOB),
            "(plan)"),
        arguments(
            "that of its flight",
            signed(about(bob, flight("Preview", DIGEST)), BOB),
            "for the flight of ContosoKiosk 10.0.2.0 to Preview (flight)"),
        arguments(
            "from before there were plans",
            signed(
                about(
                    bob,
                    new ApprovalSubject(
                        ApprovalPurpose.SIGNING, CONTENT, PRODUCT, Optional.of(VERSION))),
                BOB),
            "another digest"));
  }

  private static ApprovalSubject release(ContentDigest submission, ContentDigest plan) {
    return ApprovalSubject.ofRelease(PRODUCT, VERSION, submission, plan);
  }

  private static ApprovalSubject flight(String ring, ContentDigest plan) {
    return ApprovalSubject.ofFlight(PRODUCT, VERSION, new RingName(ring), CONTENT, plan);
  }

  @Test
  void rejectionStandsForEveryPlanOfTheSameContentUntilThatPersonApproves() {
    ApprovalStatement before =
        about(at(says("bob", BOB, Decision.REJECT), NOW.minusSeconds(99)), SUBJECT.with(CONTENT));
    byte[] no = signed(before, BOB);
    byte[] takenBack =
        signed(about(at(approves("bob", BOB), NOW.minusSeconds(98)), SUBJECT.with(CONTENT)), BOB);
    byte[] ofAnother =
        signed(
            about(at(approves("bob", BOB), NOW.minusSeconds(98)), SUBJECT.with(digest("x"))), BOB);

    assertThat(judge(people(), Author.UNKNOWN, OF_SEC, no))
        .isInstanceOf(ApprovalStatus.Rejected.class);
    assertThat(judge(people(), Author.UNKNOWN, OF_SEC, no, ofAnother))
        .isInstanceOf(ApprovalStatus.Rejected.class);
    assertThat(judge(people(), Author.UNKNOWN, OF_SEC, no, takenBack))
        .isInstanceOf(ApprovalStatus.Waiting.class);
    assertThat(judge(people(), Author.UNKNOWN, OF_SEC, no, OF_BOB))
        .isInstanceOf(ApprovalStatus.Enough.class);
  }

  @Test
  void rejectionOfOtherContentStopsNothing() {
    byte[] no =
        signed(
            about(says("bob", BOB, Decision.REJECT), release(digest("others"), digest("o"))), BOB);

    assertThat(judge(people(), Author.UNKNOWN, OF_SEC, no))
        .isInstanceOf(ApprovalStatus.Waiting.class);
  }

  @Test
  void itTakesWhoeverIsNamedAndNoNumberIsEnoughWithoutThem() {
    ApprovalRequest named =
        new ApprovalRequest(
            SUBJECT, 2, Author.UNKNOWN, OptionalInt.empty(), OptionalInt.empty(), Set.of("ann"));
    ApprovalGate gate = new ApprovalGate(policy(people()), NOW);
    ApprovalStatus waits = gate.judge(named, List.of(OF_SEC, OF_BOB));

    assertThat(waits).isInstanceOf(ApprovalStatus.Waiting.class);
    assertThat(waits.tally().awaited()).containsExactly("ann");
    assertThat(waits.tally().outOfReach()).isFalse();
    assertThat(gate.judge(named, List.of(OF_SEC, signed(approves("ann", ANN), ANN))))
        .isInstanceOf(ApprovalStatus.Enough.class);
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
