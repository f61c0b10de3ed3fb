package dev.updatecenter.stage.flighting;

import static dev.updatecenter.kernel.core.RingName.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RingOrderTest {
  private static final RingName EARLY = new RingName("EarlyAdopter");
  private static final RingName GENERAL = new RingName("GeneralAvailability");

  /**
   * Flights as {@code P1+} (Preview, first release, passed) and {@code E2-} (active), by number.
   */
  private static RingOrder order(List<RingName> rings, String flights) {
    List<Flight> all = new ArrayList<>();
    for (String flight : flights.isEmpty() ? new String[0] : flights.split(" ")) {
      RingName ring =
          Stream.of(PREVIEW, EARLY, GENERAL)
              .filter(r -> r.value().charAt(0) == flight.charAt(0))
              .findFirst()
              .orElseThrow();
      all.add(flight(all.size() + 1, ring, flight.charAt(1), flight.endsWith("+")));
    }
    return new RingOrder(rings, all);
  }

  private static Flight flight(int number, RingName ring, char release, boolean passed) {
    FlightFacts facts =
        new FlightFacts(
            new ProductName("ContosoKiosk"),
            number,
            ring,
            PackageVersion.parse("10.0." + release + ".0"),
            ContentDigest.of(new byte[0]),
            Optional.empty(),
            Optional.empty(),
            new FlightSettings(
                TestFlights.settings(ring, TestFlights.allEnrolled(), 100, 0), HaltRules.DEFAULT),
            TestFlights.START);
    return new Flight(
        facts,
        passed ? Optional.of(TestFlights.START) : Optional.empty(),
        TestFlights.standing("1"));
  }

  /** Empty where nobody is next, or nothing is due. */
  @ParameterizedTest
  @CsvSource({
    "'',            '',                  ''",
    "P1-,           EarlyAdopter,        ''",
    "P1+,           EarlyAdopter,        10.0.1.0",
    "P1+ E1-,       GeneralAvailability, ''",
    "P1+ E1+,       GeneralAvailability, 10.0.1.0",
    "P1+ E1+ G1-,   '',                  ''",
    // What is newer and still on its way takes back nothing that has passed.
    "P1+ P2-,       EarlyAdopter,        10.0.1.0",
    // A later flight of an older release takes nobody's turn.
    "P1+ E1+ P2+ G1-, EarlyAdopter,      10.0.2.0",
    "P1+ E1+ P2-,   GeneralAvailability, 10.0.1.0",
    "P1+ E1+ P2+,   EarlyAdopter,        10.0.2.0",
    // Skipped rings are not gone back to: they had nothing that is newer.
    "E1+ G1-,       '',                  ''",
  })
  void theRingWhoseTurnItIsTakesOverWhatPassed(String flights, String ring, String release) {
    RingOrder order = order(List.of(PREVIEW, EARLY, GENERAL), flights);

    Optional<RingName> next = order.next();

    assertThat(next.map(RingName::value).orElse("")).isEqualTo(ring);
    assertThat(next.flatMap(order::due).map(f -> f.version().toString()).orElse(""))
        .isEqualTo(release);
  }

  @Test
  void haltedIsNotHandedOn() {
    Flight passed = flight(1, PREVIEW, '1', true);
    Flight halted =
        new Flight(passed.facts(), passed.passedAt(), passed.standing().halt("it fails"));

    assertThat(new RingOrder(List.of(PREVIEW, EARLY), List.of(passed)).due(EARLY)).isPresent();
    assertThat(new RingOrder(List.of(PREVIEW, EARLY), List.of(halted)).due(EARLY)).isEmpty();
  }

  @Test
  void nothingIsBeforeTheFirstRingOrBehindTheOnlyOne() {
    RingOrder one = order(List.of(PREVIEW), "P1+");

    assertThat(one.before(PREVIEW)).isEmpty();
    assertThat(one.due(PREVIEW)).isEmpty();
    assertThat(one.next()).isEmpty();
    assertThat(one.find(EARLY)).isEmpty();
    assertThat(one.before(EARLY)).isEmpty();
    assertThat(one.behind(EARLY)).isEmpty();
  }

  /** product.yaml may have lost a ring that was flighted once. */
  @Test
  void flightsOfRingsThatTheProductNoLongerHasTakeNoTurn() {
    RingOrder order = order(List.of(PREVIEW, GENERAL), "P1+ E1+");

    assertThat(order.next()).contains(GENERAL);
    assertThat(order.due(GENERAL)).map(Flight::ring).contains(PREVIEW);
  }
}
