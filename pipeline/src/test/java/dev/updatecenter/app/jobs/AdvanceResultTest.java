package dev.updatecenter.app.jobs;

import static dev.updatecenter.kernel.core.RingName.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.GateDecision;
import dev.updatecenter.stage.flighting.HaltRule;
import dev.updatecenter.stage.flighting.HaltRules;
import dev.updatecenter.stage.flighting.RingHealth;
import dev.updatecenter.stage.flighting.TestFlights;
import dev.updatecenter.stage.publishing.TestReleases;
import dev.updatecenter.stage.reporting.IngestResult;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvanceResultTest {
  @ParameterizedTest
  @CsvSource({"CONFLICT, FAILED", "APPROVAL, APPROVAL", "UNAVAILABLE, UNAVAILABLE"})
  void ofAHaltAndAFaultTheHigherExitCodeCounts(ExitCode fault, ExitCode exit) {
    Flight flight =
        TestFlights.flight(
            TestReleases.ocp("10.0.2.0", TestFlights.settings(PREVIEW, TestFlights.allEnrolled())),
            HaltRules.DEFAULT,
            false,
            TestFlights.standing("1"));
    Advance.Step halted =
        new Advance.Step(
            flight,
            new RingHealth(1, 1, 0, 1, 0, 0, new TreeMap<>()),
            new GateDecision.Halt(HaltRule.ERROR_CODE, "", new TreeMap<>()),
            Optional.empty());
    Advance.Result result =
        new Advance.Result(
            flight.product(),
            new IngestResult(0, 0, List.of()),
            List.of(halted),
            List.of(),
            List.of(),
            false,
            false,
            Optional.of(UpdateCenterException.error("UC1048", fault, "m").build()));

    assertThat(result.exit()).isEqualTo(exit);
  }
}
