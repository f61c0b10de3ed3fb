package dev.updatecenter.stage.validation.approval;

import static dev.updatecenter.stage.validation.approval.ApprovalWorld.BOB;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.CONTENT;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.DIGEST;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.NOW;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.PRODUCT;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.SUBJECT;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.VERSION;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.about;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.approves;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.people;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.policy;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What was approved of something else is no approval of a flight. */
class FlightApprovalGateTest {
  /** What is asked is the flight to GeneralAvailability, and one approval of it. */
  @ParameterizedTest(name = "{0}")
  @MethodSource
  void doesNotCountForAFlight(String name, ApprovalSubject told, String why) {
    ApprovalRequest request =
        new ApprovalRequest(flight("GeneralAvailability", DIGEST), 1, Author.UNKNOWN);
    ApprovalStatus status =
        new ApprovalGate(policy(people()), NOW)
            .judge(request, List.of(signed(about(approves("bob", BOB), told), BOB)));

    assertThat(status).isInstanceOf(ApprovalStatus.Waiting.class);
    assertThat(status.tally().voided())
        .singleElement()
        .satisfies(v -> assertThat(v.why()).contains(why));
  }

  static Stream<Arguments> doesNotCountForAFlight() {
    return Stream.of(
        arguments("the release's", SUBJECT, "it is for ContosoKiosk 10.0.2.0 (plan)"),
        arguments("another ring's", flight("Preview", DIGEST), "to Preview"),
        arguments(
            "another ring's plan", flight("Preview", ApprovalWorld.digest("o")), "another digest"),
        arguments(
            "an older plan's",
            flight("GeneralAvailability", ApprovalWorld.digest("o")),
            "the plan changed"),
        arguments(
            "another version's",
            ApprovalSubject.ofFlight(
                PRODUCT,
                PackageVersion.parse("10.0.1.0"),
                new RingName("GeneralAvailability"),
                CONTENT,
                DIGEST),
            "10.0.1.0"),
        arguments(
            "another product's",
            ApprovalSubject.ofFlight(
                ProductName.of("Till"),
                VERSION,
                new RingName("GeneralAvailability"),
                CONTENT,
                DIGEST),
            "Till"),
        arguments(
            "another payload's",
            ApprovalSubject.ofFlight(
                PRODUCT,
                VERSION,
                new RingName("GeneralAvailability"),
                ApprovalWorld.digest("x"),
                DIGEST),
            "(flight)"),
        arguments("a file's", ApprovalSubject.ofFile(PRODUCT, DIGEST), "a file"));
  }

  private static ApprovalSubject flight(String ring, ContentDigest plan) {
    return ApprovalSubject.ofFlight(PRODUCT, VERSION, new RingName(ring), CONTENT, plan);
  }
}
