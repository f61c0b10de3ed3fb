package dev.updatecenter.stage.validation.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.validation.TestExaminations;
import dev.updatecenter.testing.AppxSample;
import dev.updatecenter.testing.BundleSample;
import dev.updatecenter.testing.ReleaseFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An app asks for no Windows that a device of the release may not have. */
class AppPlatformRuleTest {
  private static final String IOT = "Name=\"Windows.IoT\" MinVersion=\"10.0.17763.0\"";

  private final ReleaseFolder releases;

  AppPlatformRuleTest(@TempDir Path root) throws IOException {
    this.releases = new ReleaseFolder(root);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.17763.0, '', true",
    "10.0.17763.1577, '', true",
    "10.0.17763.1578, '', false",
    "10.0.19041.0, '', false",
    "10.0.19041.0, 10.0.18362.0, false",
    "10.0.19041.0, 10.0.19041.0, true",
    "10.0.17763.1000, 10.0.10240.0, true",
  })
  void everyDeviceThatMayTakeTheReleaseCanInstallTheApp(String least, String floor, boolean fine)
      throws Exception {
    app(new AppxSample().manifest("MinVersion=\"10.0.17763.0\"", "MinVersion=\"" + least + "\""));

    assertThat(check(floor, "iot-core", "arm"))
        .extracting(Finding::code, Finding::file, Finding::line)
        .isEqualTo(fine ? List.of() : List.of(tuple("UC3225", "a.msix!AppxManifest.xml", 11)));
  }

  @ParameterizedTest
  @CsvSource({
    "Windows.IoT, iot-core, true",
    "windows.iot, iot-core, true",
    "Windows.Universal, iot-core, true",
    "Windows.Desktop, iot-core, false",
    "Windows.Desktop, iot-enterprise, true",
    "Windows.Universal, iot-enterprise, true",
    "Windows.IoT, iot-enterprise, false",
    "Windows.Xbox, iot-enterprise, false",
  })
  void familyIsThatOfTheEdition(String family, String edition, boolean fine) throws Exception {
    app(new AppxSample().manifest("Windows.IoT", family));

    assertThat(check("", edition, "arm"))
        .extracting(Finding::code)
        .isEqualTo(fine ? List.of() : List.of("UC3226"));
  }

  @Test
  void ownFamilyCountsBeforeTheUniversalOne() throws Exception {
    String both =
        "Name=\"Windows.Universal\" MinVersion=\"10.0.10240.0\" MaxVersionTested=\"10.0.19041.0\"/>"
            + "<TargetDeviceFamily Name=\"Windows.IoT\" MinVersion=\"10.0.18362.0\"";
    app(new AppxSample().manifest(IOT, both));

    assertThat(check("", "iot-core", "arm")).extracting(Finding::code).containsExactly("UC3225");
    assertThat(check("10.0.18362.0", "iot-core", "arm")).isEmpty();
  }

  @Test
  void withoutAProductTheReleaseAloneSetsTheFloor() throws Exception {
    app(new AppxSample().manifest("Windows.IoT", "Windows.Xbox"));

    assertThat(world("").product(Optional.empty()).check(new AppPlatformRule())).isEmpty();
    assertThat(world("10.0.10240.0").product(Optional.empty()).check(new AppPlatformRule()))
        .extracting(Finding::code)
        .containsExactly("UC3225");
  }

  @ParameterizedTest
  @CsvSource({"arm, true", "amd64, true", "arm64, true", "x86, false"})
  void bundleHasAPackageForTheProcessor(String arch, boolean fine) throws Exception {
    Files.write(releases.folder().resolve("a.msix"), new BundleSample().bytes());

    assertThat(check("", "iot-core", arch))
        .extracting(Finding::code, Finding::file)
        .isEqualTo(fine ? List.of() : List.of(tuple("UC3227", "a.msix")));
  }

  @Test
  void ofABundleOnlyWhatADeviceInstallsCounts() throws Exception {
    AppxSample late =
        new AppxSample()
            .manifest("\"arm\"", "\"x64\"")
            .manifest("MinVersion=\"10.0.17763.0\"", "MinVersion=\"10.0.19041.0\"");
    byte[] bundle = new BundleSample().with("Kiosk_x64.msix", "x64", late).bytes();
    Files.write(releases.folder().resolve("a.msix"), bundle);

    assertThat(check("", "iot-core", "arm")).isEmpty();
    assertThat(check("", "iot-core", "amd64"))
        .extracting(Finding::code, Finding::file)
        .containsExactly(tuple("UC3225", "a.msix!Kiosk_x64.msix!AppxManifest.xml"));
  }

  private void app(AppxSample appx) throws IOException {
    Files.write(releases.folder().resolve("a.msix"), appx.bytes());
  }

  private List<Finding> check(String floor, String edition, String arch) throws Exception {
    String product =
        TestExaminations.PRODUCT_YAML
            .replace("arch: arm", "arch: " + arch)
            .replace("edition: iot-core", "edition: " + edition);
    return world(floor).product(Optional.of(product)).check(new AppPlatformRule());
  }

  private TestExaminations world(String floor) throws IOException {
    String requires = floor.isEmpty() ? "" : "requires: { os: \">=" + floor + "\" }";
    String yaml = ReleaseFolder.yaml(ReleaseFolder.VERSION, "{ apps: [a.msix] }", requires);
    return new TestExaminations(releases.take(yaml));
  }
}
