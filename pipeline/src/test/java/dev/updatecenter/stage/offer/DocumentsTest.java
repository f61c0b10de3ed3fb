package dev.updatecenter.stage.offer;

import static dev.updatecenter.stage.flighting.RolloutState.ACTIVE;
import static dev.updatecenter.stage.flighting.RolloutState.HALTED;
import static dev.updatecenter.stage.offer.TestOffers.offer;
import static dev.updatecenter.stage.offer.TestOffers.release;
import static dev.updatecenter.stage.offer.TestOffers.rollout;
import static dev.updatecenter.stage.offer.TestOffers.v;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightRequest;
import dev.updatecenter.stage.flighting.FlightTarget;
import dev.updatecenter.stage.flighting.HaltRules;
import dev.updatecenter.stage.flighting.TestFlights;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.publishing.TestReleases;
import dev.updatecenter.stage.submission.Requirements;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentsTest {
  private static final Floors FLOORS =
      new Floors(Optional.of(v("10.0.17763.1577")), Optional.of(v("10.0.0.0")));
  private static final Offer OFFER =
      offer(release("10.0.3.0", 2, "10.0.17763.2114", FLOORS), release("10.0.2.0"));
  private static final RolloutDocument ROLLOUT =
      rollout(OFFER, "10.0.3.0", ACTIVE, 10, "10.0.2.0", HALTED, 100);

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void writesAnOfferAsTheContractSays() {
    assertThat(text(OFFER.toJson()))
        .startsWith(
            "{\"schemaVersion\":1,\"kind\":\"Offer\",\"product\":\"ContosoKiosk\",\"ring\":\"Preview\","
                + "\"hardware\":[{\"number\":3,\"id\":\"6de5d951-d755-576b-bd09-c5cf66b27234\","
                + "\"baseboardProduct\":\"CK-BB-02\"}],\"releases\":[{\"version\":\"10.0.3.0\","
                + "\"resumed\":2,\"os\":\"10.0.17763.2114\",\"ocp\":\"10.0.3.0\","
                + "\"requires\":{\"os\":\">=10.0.17763.1577\",\"ocp\":\">=10.0.0.0\"},"
                + "\"packages\":[{\"target\":\"packages/")
        .contains("\"version\":\"10.0.2.0\",\"resumed\":0,\"ocp\":\"10.0.2.0\",\"requires\":{},");
  }

  @Test
  void writesARolloutAsTheContractSays() {
    assertThat(text(ROLLOUT.toJson()))
        .startsWith(
            "{\"schemaVersion\":1,\"kind\":\"Rollout\",\"product\":\"ContosoKiosk\","
                + "\"signedAt\":\"2026-11-20T08:00:00Z\",\"rings\":{\"Preview\":{\"offer\":\"")
        .endsWith(
            "\"releases\":{\"10.0.2.0\":{\"state\":\"halted\",\"share\":1,"
                + "\"salt\":\"000102030405060708090a0b0c0d0e0f\",\"reason\":\"bricks\"},"
                + "\"10.0.3.0\":{\"state\":\"active\",\"share\":0.1,"
                + "\"salt\":\"000102030405060708090a0b0c0d0e0f\",\"reason\":\"\"}}}}}");
  }

  @Test
  void readsBackWhatItWrote() throws MalformedDocumentException {
    assertThat(Offer.read(OFFER.toJson(), "Preview.json")).isEqualTo(OFFER);
    assertThat(RolloutDocument.read(ROLLOUT.toJson(), "rollout.json")).isEqualTo(ROLLOUT);
  }

  @Test
  void ignoresKeysOfLaterDays() throws MalformedDocumentException {
    String later =
        text(OFFER.toJson())
            .replace("\"resumed\":", "\"mood\":[{}],\"resumed\":")
            .replace("\"schemaVersion\":1", "\"schemaVersion\":1.4");

    assertThat(Offer.read(bytes(later), "Preview.json")).isEqualTo(OFFER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"schemaVersion\":1|\"schemaVersion\":2",
        "\"kind\":\"Offer\"|\"kind\":\"Rollout\"",
        "\"ring\":\"Preview\"|\"ring\":\"../Preview\"",
        "\"number\":3|\"number\":14",
        "\"number\":3|\"number\":3.5",
        "\"id\":\"6de5|\"id\":\"zzzz",
        "\"resumed\":2|\"resumed\":-1",
        "\"resumed\":2|\"resumed\":\"2\"",
        "\">=10.0.0.0\"|\"<10.0.0.0\"",
        "\"version\":\"10.0.2.0\",\"resumed\"|\"version\":\"10.0.3.0\",\"resumed\"",
        "\"kind\":\"cbs\"|\"kind\":\"CBS;rm\"",
        "/touch.cab|/../touch.cab",
        "\"target\":\"packages/|\"target\":\"packages/0",
        "\"length\":4711|\"length\":0",
        "\"length\":4711|\"length\":1e99",
        "\"packages\":[{|\"packages\":[1,{",
        "\"notes\":\"Notes\"|\"notes\":null",
      })
  void refusesAnOfferWithAFieldThatItsTypeDoesNotAllow(String good, String bad) {
    String spoiled = text(OFFER.toJson()).replace(good, bad);

    assertThat(spoiled).as("the test spoils something").isNotEqualTo(text(OFFER.toJson()));
    assertThatThrownBy(() -> Offer.read(bytes(spoiled), "Preview.json"))
        .isInstanceOf(MalformedDocumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"share\":0.1|\"share\":1.1",
        "\"share\":0.1|\"share\":-0.1",
        "\"share\":0.1|\"share\":\"0.1\"",
        "\"share\":0.1|\"share\":1e-99999999",
        "\"state\":\"active\"|\"state\":\"sleeping\"",
        "\"salt\":\"00|\"salt\":\"",
        "\"10.0.3.0\":{|\"10.0.3\":{",
        "\"10.0.3.0\":{|\"10.0.02.0\":{",
        "\"Preview\":{|\"packages\":{",
        "\"signedAt\":\"2026|\"signedAt\":\"soon",
        "\"offer\":\"|\"offer\":\"0",
      })
  void refusesARolloutWithAFieldThatItsTypeDoesNotAllow(String good, String bad) {
    String spoiled = text(ROLLOUT.toJson()).replace(good, bad);

    assertThat(spoiled).as("the test spoils something").isNotEqualTo(text(ROLLOUT.toJson()));
    assertThatThrownBy(() -> RolloutDocument.read(bytes(spoiled), "rollout.json"))
        .isInstanceOf(MalformedDocumentException.class);
  }

  @Test
  void aFlightBecomesAnEntryOfItsRingsOfferAndOfNoOther() {
    PublishedRelease published =
        TestReleases.ocp(
            "10.0.2.0", TestFlights.settings(TestOffers.RING, TestFlights.allEnrolled()));
    Flight flight =
        TestFlights.flight(
            published,
            HaltRules.DEFAULT,
            false,
            TestFlights.standing("1").halt("x").resumeAfterHalt());

    Offer offer =
        new OfferBuilder()
            .build(
                TestOffers.PRODUCT,
                TestOffers.RING,
                List.of(TestOffers.TARGET),
                List.of(flight),
                List.of(published));

    assertThat(offer.releases())
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.version()).isEqualTo(v("10.0.2.0"));
              assertThat(r.resumed()).isEqualTo(1);
              assertThat(r.packages()).hasSize(1);
            });
  }

  @Test
  void aFlightOfAnOsVersionAloneOffersNoPackages() {
    PublishedRelease both =
        TestReleases.of(
            "10.0.2.0",
            Optional.of("10.0.17763.2114"),
            Requirements.NONE,
            List.of(TestReleases.cbs("10.0.2.0")));

    OfferRelease osAlone = offered(both, both.os(), Optional.empty());
    OfferRelease ocpAlone = offered(both, Optional.empty(), both.ocp());

    assertThat(osAlone.os()).isEqualTo(both.os());
    assertThat(osAlone.ocp()).isEmpty();
    assertThat(osAlone.packages()).isEmpty();
    assertThat(ocpAlone.os()).isEmpty();
    assertThat(ocpAlone.ocp()).isEqualTo(both.ocp());
    assertThat(ocpAlone.packages()).hasSize(1);
  }

  private static OfferRelease offered(
      PublishedRelease release, Optional<PackageVersion> os, Optional<PackageVersion> ocp) {
    FlightRequest request =
        new FlightTarget(release, os, ocp).to(TestOffers.RING, Optional.empty());
    Flight flight = TestFlights.flight(request, release, false, TestFlights.standing("1"));
    return new OfferBuilder()
        .build(
            TestOffers.PRODUCT,
            TestOffers.RING,
            List.of(TestOffers.TARGET),
            List.of(flight),
            List.of(release))
        .releases()
        .get(0);
  }
}
