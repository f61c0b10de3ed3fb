package dev.updatecenter.stage.offer;

import static dev.updatecenter.kernel.core.RingName.PREVIEW;
import static dev.updatecenter.stage.flighting.TestFlights.allEnrolled;
import static dev.updatecenter.stage.flighting.TestFlights.flight;
import static dev.updatecenter.stage.flighting.TestFlights.settings;
import static dev.updatecenter.stage.flighting.TestFlights.standing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.devicemodel.Edition;
import dev.updatecenter.capability.devicemodel.MachineInfo;
import dev.updatecenter.capability.devicemodel.Servicing;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.flighting.HaltRules;
import dev.updatecenter.stage.flighting.RunningState;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.publishing.TestReleases;
import dev.updatecenter.stage.submission.Requirements;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseReachTest {
  private static final DeviceModel MODEL =
      new DeviceModel(
          TestOffers.PRODUCT,
          Architecture.ARM,
          Edition.IOT_CORE,
          Servicing.LTSC,
          List.of(),
          PackageVersion.parse("10.0.17763.107"),
          PackageVersion.parse("10.0.0.0"),
          new MachineInfo("Contoso", "Kiosk", "ContosoKiosk", "CK-01", "Arrow", "CK-BB-02"),
          3,
          List.of(PREVIEW));

  @ParameterizedTest
  @CsvSource({
    // os, ocp, release, excluded
    "10.0.17763.1577, 10.0.1.0, , false",
    "10.0.17763.1576, 10.0.1.0, , true",
    "10.0.17763.1577, 10.0.0.9, , true",
    "10.0.17763.1577, 10.0.2.0, 10.0.2.0, false",
    "10.0.17763.1577, 10.0.2.0, , false",
    "10.0.17763.1577, 10.0.3.0, , true",
    "10.0.17763.1577, 10.0.2.0, 10.0.3.0, true",
    ", , , true"
  })
  void excludesWhatIsBelowAFloorOrBeyondTheRelease(
      @Nullable String os, @Nullable String ocp, @Nullable String release, boolean excluded) {
    PublishedRelease published =
        TestReleases.of(
            "10.0.2.0",
            Optional.empty(),
            new Requirements(version("10.0.17763.1577"), version("10.0.1.0")),
            List.of(TestReleases.cbs("10.0.2.0")),
            settings(PREVIEW, allEnrolled(), 100, 0));
    ReleaseReach reach =
        new ReleaseReach(
            MODEL, flight(published, HaltRules.DEFAULT, false, standing("0")), published);

    assertThat(reach.excludes(new RunningState(version(os), version(ocp), version(release), 1)))
        .isEqualTo(excluded);
  }

  private static Optional<PackageVersion> version(@Nullable String text) {
    return Optional.ofNullable(text).map(PackageVersion::parse);
  }
}
