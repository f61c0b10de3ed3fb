package dev.updatecenter.stage.flighting.rules;

import static dev.updatecenter.kernel.core.Severity.ERROR;
import static dev.updatecenter.kernel.core.Severity.WARNING;
import static dev.updatecenter.stage.flighting.TestFlights.sample;
import static dev.updatecenter.stage.flighting.rules.FlightScene.scene;

import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.submission.RingSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Rings, ramps and gates. */
final class GateExamples {
  private static final String NEW = "10.0.17763.2114";
  private static final String OLD = "10.0.17763.500";

  private GateExamples() {}

  static List<FlightExample> gates() {
    RingSettings.Gate three = gate(true, 3, 3, 0.001);
    return List.of(
        new FlightExample(
            "UC6005",
            ERROR,
            "the product has no such ring",
            scene().to(new RingName("Canary")),
            scene()),
        new FlightExample(
            "UC6005",
            ERROR,
            "the release says nothing about it",
            scene().releaseIsSilentAboutTheRing(),
            scene()),
        new FlightExample(
            "UC6007", ERROR, "falls", scene().ramp(50, 0, 10, 24, 100, 48), scene().ramp(100, 0)),
        new FlightExample(
            "UC6007",
            ERROR,
            "goes back",
            scene().ramp(10, 24, 100, 1),
            scene().ramp(10, 1, 100, 24)),
        new FlightExample("UC6007", ERROR, "ends early", scene().ramp(10, 0, 50, 24), scene()),
        new FlightExample(
            "UC6004",
            ERROR,
            "more devices than there are",
            scene().gate(sample(13, 0.2, 0.5)),
            scene().gate(sample(12, 0.2, 0.5))),
        new FlightExample(
            "UC6004",
            ERROR,
            "95 % takes 73",
            scene().silent(72).gate(sample(1, 0.95, 0.3)),
            scene().silent(73).gate(sample(1, 0.95, 0.3))),
        new FlightExample(
            "UC6004",
            ERROR,
            "97 % takes 125",
            scene().silent(124).gate(sample(1, 0.97, 0.3)),
            scene().silent(125).gate(sample(1, 0.97, 0.3))),
        new FlightExample("UC6004", ERROR, "certainty", scene().gate(sample(1, 1, 0.3)), scene()),
        new FlightExample(
            "UC6004", ERROR, "all enrolled of an empty ring", scene().silent(0), scene().silent(1)),
        new FlightExample(
            "UC6042",
            WARNING,
            "'requires' keeps out whom 'all: enrolled' waits for",
            scene().silent(11).running(OLD, "10.0.0.0", 1).requires("10.0.17763.1577", ""),
            scene().silent(11).running(NEW, "10.0.0.0", 1).requires("10.0.17763.1577", "")),
        new FlightExample(
            "UC6042",
            WARNING,
            "who runs it already",
            scene().running(NEW, "10.0.2.0", 1),
            scene().running(NEW, "10.0.1.0", 1)),
        new FlightExample(
            "UC6036",
            WARNING,
            "one device proves no rate above 3 %",
            scene().silent(1).gate(gate(true, 1, 0, 0.03)),
            scene().silent(3).gate(gate(true, 1, 0, 0.03))),
        new FlightExample(
            "UC6036",
            WARNING,
            "no rate lies above 100 %",
            scene().gate(gate(true, 1, 0, 1.0)),
            scene().gate(gate(true, 1, 0, 0.1))),
        new FlightExample(
            "UC6037",
            WARNING,
            "three failures may be, and halt",
            scene().gate(three),
            scene().gate(gate(true, 3, 0, 0.001))),
        new FlightExample(
            "UC6037",
            WARNING,
            "a rate that forgives and halts at the first",
            scene().silent(200).gate(sample(1, 0.95, 0.0)),
            scene().silent(200).gate(sample(1, 0.95, 0.03))));
  }

  private static RingSettings.Gate gate(boolean all, int least, int failures, double halt) {
    return new RingSettings.Gate(
        all, least, failures, Duration.ofHours(12), Optional.empty(), Optional.of(halt));
  }
}
