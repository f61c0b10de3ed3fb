package dev.updatecenter.app.jobs.view;

import static dev.updatecenter.kernel.core.RingName.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.api.FindingJson;
import dev.updatecenter.app.api.StatusJson;
import dev.updatecenter.app.jobs.FlightHome;
import dev.updatecenter.app.jobs.RingControl;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.reporting.InstallOutcome;
import dev.updatecenter.stage.reporting.TestDevice;
import dev.updatecenter.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusViewTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T08:00:00Z"));
  private final FlightHome home;

  StatusViewTest(@TempDir Path folder) {
    this.home = new FlightHome(folder.resolve("home"), clock);
  }

  @AfterEach
  void close() {
    home.close();
  }

  private StatusJson.ProductJson status() {
    return StatusView.of(home.wiring(), home.product());
  }

  private List<String> next() {
    return status().next().stream().map(StatusJson.NextJson::command).toList();
  }

  /** One walk through all rings: at each step the status says which command comes next. */
  @Test
  void eachStateNamesTheCommandThatLeadsOn() {
    String enrol = "ducctl device enrol FILE --product ContosoKiosk --ring Preview";
    assertThat(next()).containsExactly("ducctl submit RELEASE.yaml", enrol);
    home.publish("10.0.2.0");
    assertThat(next()).containsExactly(enrol, "ducctl flight ContosoKiosk --ring Preview");
    home.enrol(PREVIEW, TestDevice.create());
    home.enrol(FlightHome.EARLY, TestDevice.create());
    home.enrol(RingName.GENERAL_AVAILABILITY, TestDevice.create());
    Flight preview = home.flight(PREVIEW, "10.0.2.0");
    assertThat(next()).containsExactly("ducctl advance");
    home.act(RingControl.Act.PAUSE, PREVIEW);
    assertThat(next()).containsExactly("ducctl resume ContosoKiosk --ring Preview");
    home.act(RingControl.Act.RESUME, PREVIEW);
    home.pass(preview);
    assertThat(status().next())
        .extracting(StatusJson.NextJson::why)
        .containsExactly("10.0.2.0 passed Preview; EarlyAdopter begins by itself");
    Flight early = home.flight(FlightHome.EARLY, "10.0.2.0");
    home.pass(early);
    assertThat(next()).containsExactly("ducctl promote ContosoKiosk --ring GeneralAvailability");
    home.act(RingControl.Act.HALT, FlightHome.EARLY);
    assertThat(next()).containsExactly("ducctl submit RELEASE.yaml");
    home.publish("10.0.3.0");
    assertThat(next()).containsExactly("ducctl flight ContosoKiosk --ring Preview");
  }

  @Test
  void alarmsTellOfHoldsThatLastAndThatNobodyAdvances() {
    TestDevice device = TestDevice.create();
    home.publish("10.0.2.0");
    home.enrol(PREVIEW, device);
    home.flight(PREVIEW, "10.0.2.0");
    home.advance();
    assertThat(status().findings()).isEmpty();
    assertThat(status().advancedAt()).isEqualTo("2026-11-20T08:00:00Z");

    home.report(device, PREVIEW, "10.0.2.0", InstallOutcome.FAILED, clock.instant());
    clock.pass(Duration.ofDays(3));

    assertThat(status().findings())
        .extracting(FindingJson::code)
        .containsExactlyInAnyOrder("UC6070", "UC6085");
    assertThat(status().rings().get(0).flights().get(0).health().sentence())
        .contains("1 failed", "surely (95 %) between");
  }

  @Test
  void ringThatCannotBeginSaysWhyInsteadOfNamingACommand() {
    home.publish("10.0.2.0");
    home.enrol(PREVIEW, TestDevice.create());
    home.pass(home.flight(PREVIEW, "10.0.2.0"));

    assertThat(status().rings().get(1).blocked())
        .singleElement()
        .extracting(FindingJson::message)
        .asString()
        .contains("the ring has 0");
    assertThat(next()).isEmpty();
  }
}
