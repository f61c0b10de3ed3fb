package dev.updatecenter.app.jobs;

import static dev.updatecenter.app.jobs.RingHome.EARLY;
import static dev.updatecenter.app.jobs.RingHome.FIRST;
import static dev.updatecenter.app.jobs.RingHome.PREVIEW;
import static dev.updatecenter.app.jobs.RingHome.PRODUCT;
import static dev.updatecenter.app.jobs.RingHome.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.app.wiring.PersonKeys.Acting;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.KeyFile;
import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.planning.FlightPlan;
import dev.updatecenter.stage.planning.PlanFile;
import dev.updatecenter.stage.planning.ReleasePlan;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.validation.approval.ApprovalRequest;
import dev.updatecenter.stage.validation.approval.ApprovalSubject;
import dev.updatecenter.stage.validation.approval.Author;
import dev.updatecenter.stage.validation.approval.Decision;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A ring that is moved once people approved; each ring of these releases asks for one approval. */
class FlightApprovalTest extends ApprovedRings {
  @Test
  void theSameCommandGoesOnOnceItIsApproved() {
    ApprovalRequest request = waits(PREVIEW, FIRST);
    assertThat(home.wiring.flights().list(PRODUCT)).isEmpty();

    approve(request, "sec", SEC);
    Flight flight = home.flight(PREVIEW, FIRST);

    assertThat(flight.version()).isEqualTo(FIRST);
    assertThat(home.recorded("start-flight")).contains(request.subject().digest().hex());
    assertThat(home.recorded("pass-approvals")).contains("sec:" + SEC.key().id());
    assertThat(new WaitingApprovals(home.wiring).plans(PRODUCT)).isEmpty();
  }

  @Test
  void oneRejectionStopsIt() {
    ApprovalRequest request = waits(PREVIEW, FIRST);
    approve(request, "sec", SEC);
    new Deciding(home.wiring)
        .decide(request, Decision.REJECT, new Acting("ann", ANN), Optional.of("too early"));

    assertThat(whyItWaits(PREVIEW, FIRST)).startsWith("UC4112").contains("too early");
    assertThat(home.wiring.flights().list(PRODUCT)).isEmpty();
  }

  /** What changes after the approval, and how that is told. */
  static Stream<Arguments> changes() {
    return Stream.of(
        change("the gate", t -> t.plan(SECOND, "11h"), "the plan changed"),
        change(
            "the policy",
            t -> t.register(policy("Contoso Devices", ANN.key().id(), "# reviewed")),
            "policy.yaml changed"),
        change(
            "the model",
            t -> t.register(t.home.product.productYaml() + "# reviewed\n", t.policyNow()),
            "the plan changed"),
        change(
            "what the ring has",
            t -> t.home.act(RingControl.Act.HALT, PREVIEW),
            "the plan changed"));
  }

  private interface Change {
    void to(FlightApprovalTest test);
  }

  private static Arguments change(String what, Change change, String told) {
    return Arguments.of(what, change, told);
  }

  private String policyNow() {
    return home.wiring.models().find(PRODUCT).orElseThrow().policyYaml();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void anyChangeVoidsAndSaysSo(String what, Change change, String told) {
    approve(waits(PREVIEW, FIRST), "sec", SEC);
    home.flight(PREVIEW, FIRST);
    home.publish(SECOND);
    plan(SECOND, "12h");
    approve(waits(PREVIEW, SECOND), "sec", SEC);

    change.to(this);

    assertThat(whyItWaits(PREVIEW, SECOND)).startsWith("UC6021").contains("sec", told);
  }

  /** A release whose plan was edited, and edited back, is asked about anew. */
  @Test
  void approvalIsNotTakenOutOfTheDrawerForAPlanThatWasReplaced() {
    ApprovalRequest loose = waits(PREVIEW, FIRST);
    approve(loose, "sec", SEC);
    home.clock.pass(Duration.ofMinutes(1));
    plan(FIRST, "24h");
    home.clock.pass(Duration.ofMinutes(1));
    plan(FIRST, "12h");

    assertThat(waits(PREVIEW, FIRST).subject()).isEqualTo(loose.subject());
    assertThat(whyItWaits(PREVIEW, FIRST)).contains("before the plan of the release was revised");
    approve(loose, "sec", SEC);
    assertThat(home.flight(PREVIEW, FIRST).version()).isEqualTo(FIRST);
  }

  @Test
  void reportsAndAPassVoidNothing() {
    approve(waits(PREVIEW, FIRST), "sec", SEC);
    Flight first = home.flight(PREVIEW, FIRST);
    home.publish(SECOND);
    plan(SECOND, "12h");
    approve(waits(PREVIEW, SECOND), "sec", SEC);

    home.pass(first);

    assertThat(home.flight(PREVIEW, SECOND).version()).isEqualTo(SECOND);
  }

  @Test
  void approvalOfOneRingSaysNothingOfAnother() {
    approve(waits(PREVIEW, FIRST), "sec", SEC);
    home.pass(home.flight(PREVIEW, FIRST));

    assertThat(waits(EARLY, FIRST).subject().ring()).contains(EARLY);
  }

  @Test
  void approvalOfTheReleaseSaysNothingOfItsFlight() {
    ReleasePlan plan = new Plans(home.wiring).newest(release());
    home.wiring.plans().keep(plan);
    approve(
        new ApprovalRequest(
            ApprovalSubject.ofRelease(PRODUCT, SECOND, plan.submission(), plan.digest()),
            1,
            Author.UNKNOWN),
        "sec",
        SEC);

    assertThat(whyItWaits(PREVIEW, FIRST)).startsWith("UC6021").contains("nobody approved");
  }

  private PublishedRelease release() {
    return home.wiring.releases().find(PRODUCT, FIRST).orElseThrow();
  }

  @Test
  void whoeverApprovesCanSeeTheGateThatTheyAnswerFor() {
    ApprovalSubject subject = waits(PREVIEW, FIRST).subject();

    assertThat(new WaitingApprovals(home.wiring).boundOfRelease(subject).toString())
        .contains("soakMillis=43200000");
  }

  /** Whose rows of the plans somebody deletes or alters, and what was asked about before. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from bound_plan",
        "delete from bound_plan where bound like '%\"plan\":\"release\"%'",
        "update bound_plan set bound = replace(bound, '43200000', '0')",
        "update bound_plan set bound = replace(bound, 'Preview', 'EarlyAdopter')",
      })
  void nobodyApprovesWhatTheyCannotSee(String forged) {
    ApprovalRequest request = waits(PREVIEW, FIRST);
    home.sql(forged);

    assertThatThrownBy(() -> approve(request, "sec", SEC))
        .isInstanceOfSatisfying(
            UpdateCenterException.class, e -> assertThat(e.code()).isEqualTo("UC4118"));
    assertThat(whyItWaits(PREVIEW, FIRST)).startsWith("UC6021").contains("nobody approved");
    approve(request, "sec", SEC); // asked about again, it is kept again
    assertThat(home.flight(PREVIEW, FIRST).version()).isEqualTo(FIRST);
  }

  /** Who may not approve, and why: of each the approval is refused, and counts for nothing. */
  static Stream<Arguments> authors() {
    return Stream.of(
        Arguments.of("by owner", "ann", "handed it in"),
        Arguments.of("by owner in capitals", "ANN", "handed it in"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("authors")
  void whoSubmittedDoesNotApprove(String how, String submitter, String why) {
    register(policy(submitter, ANN.key().id(), ""));
    home.wiring
        .authors()
        .record(RingHome.submission(FIRST), new Author(Set.of(submitter), Set.of()));
    ApprovalRequest request = waits(PREVIEW, FIRST);

    assertRefused(request, "ann", ANN, why);
  }

  @Test
  void whoseKeySubmittedDoesNotApprove() {
    home.wiring
        .authors()
        .record(RingHome.submission(FIRST), new Author(Set.of(), Set.of(ANN.key().id())));

    assertRefused(waits(PREVIEW, FIRST), "ann", ANN, "handed it in");
  }

  @Test
  void ofAReleaseWhoseAuthorNobodyKnowsNoSubmitterApproves() {
    home.sql("delete from release_author");
    register(policy("sec", ANN.key().id(), ""));

    assertRefused(waits(PREVIEW, FIRST), "sec", SEC, "handed it in");
  }

  @Test
  void whoHoldsTheRingsKeyDoesNotApproveWhatItStarts() throws Exception {
    MetadataSigner ring = new KeyFile(home.keys().resolve("ring-Preview.pem")).load();
    register(policy("Contoso Devices", ring.key().id(), ""));

    assertRefused(waits(PREVIEW, FIRST), "ann", ring, "handed it in");
  }

  @Test
  void whoIsNoApproverOrHasAnotherKeyDoesNotApprove() {
    ApprovalRequest request = waits(PREVIEW, FIRST);

    assertRefused(request, "vic", VIC, "no Approver");
    assertRefused(request, "sec", VIC, "does not list the key");
    assertRefused(request, "eve", VIC, "does not list eve");
  }

  private void assertRefused(ApprovalRequest request, String name, MetadataSigner key, String why) {
    assertThatThrownBy(() -> approve(request, name, key))
        .isInstanceOfSatisfying(
            UpdateCenterException.class,
            e -> {
              assertThat(e.code()).isEqualTo("UC4110");
              assertThat(e.why()).contains(why);
            });
    assertThat(whyItWaits(PREVIEW, FIRST)).startsWith("UC6021");
  }

  @Test
  void advanceStartsARingThatWaitedOnceItIsApproved() {
    approve(waits(PREVIEW, FIRST), "sec", SEC);
    home.pass(home.flight(PREVIEW, FIRST));
    Advance advance = new Advance(home.wiring);
    assertThat(advance.run(now()).waiting())
        .singleElement()
        .asString()
        .contains("waits: 0 of 1 approval");

    approve(new WaitingApprovals(home.wiring).plans(PRODUCT).get(0), "ann", ANN);

    assertThat(advance.run(now()).started())
        .singleElement()
        .satisfies(f -> assertThat(f.ring()).isEqualTo(EARLY));
  }

  private RegisteredProduct now() {
    return home.wiring.models().find(PRODUCT).orElseThrow();
  }

  @Test
  void thePolicyAsksForMoreThanTheRelease() {
    String least = "least: [ { ring: Preview, approvals: 2 } ]";
    register(policy("Contoso Devices", ANN.key().id(), least));
    plan(FIRST, "12h");

    assertThatThrownBy(() -> home.flight(PREVIEW, FIRST)).isInstanceOf(RuntimeException.class);
    assertThat(home.wiring.flights().list(PRODUCT)).isEmpty();
  }

  @Test
  void planThatIsMeantIsTheOneThatIsCarriedOutOrNothing() {
    ApprovalRequest request = waits(PREVIEW, FIRST);
    ExpectedPlan meant = ExpectedPlan.of(request.subject().digest());
    approve(request, "sec", SEC);
    plan(FIRST, "11h");

    assertThatThrownBy(() -> flight(meant))
        .isInstanceOfSatisfying(
            UpdateCenterException.class,
            e -> {
              assertThat(e.exit()).isEqualTo(ExitCode.CONFLICT);
              assertThat(e.code()).isEqualTo("UC4116");
              assertThat(e.why()).contains("release is ", ", was ");
            });
    plan(FIRST, "12h");
    assertThat(flight(meant).started()).isTrue();
    assertThat(flight(meant).started()).as("on record: nothing to do").isFalse();
  }

  @Test
  void planInAFileIsComparedKeyByKey() {
    waits(PREVIEW, FIRST);
    Flighting flighting = new Flighting(home.wiring);
    FlightPlan plan =
        new Plans(home.wiring)
            .of(
                flighting.request(PRODUCT, PREVIEW, wish(Optional.empty())),
                home.wiring.releases().find(PRODUCT, FIRST).orElseThrow());
    PlanFile file = PlanFile.read(PlanFile.bytes(plan, Map.of(), Optional.empty()), "plan.json");
    register(policy("Contoso Devices", ANN.key().id(), "# reviewed"));

    assertThatThrownBy(() -> flight(ExpectedPlan.of(file)))
        .isInstanceOfSatisfying(
            UpdateCenterException.class,
            e -> assertThat(e.why()).contains("policy is ", ", was " + plan.policy()));
  }

  private static Flighting.Wish wish(Optional<ExpectedPlan> plan) {
    return new Flighting.Wish(Optional.empty(), Optional.of(FIRST), Optional.empty(), plan);
  }

  private Flighting.Result flight(ExpectedPlan plan) {
    return new Flighting(home.wiring).flight(PRODUCT, PREVIEW, wish(Optional.of(plan)));
  }
}
