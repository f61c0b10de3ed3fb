package dev.updatecenter.stage.flighting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.publishing.ReleaseTraits;
import dev.updatecenter.stage.publishing.TestReleases;
import dev.updatecenter.stage.submission.Requirements;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlightTargetTest {
  private static final String OS = "10.0.17763.2114";
  private static final PublishedRelease OCP_ALONE = release("10.0.4.0", "", "10.0.4.0");
  private static final PublishedRelease BOTH = release("10.0.3.0", OS, "10.0.3.0");
  private static final PublishedRelease OS_ALONE = release("10.0.2.0", OS, "");
  private static final PublishedRelease OLDER = release("10.0.1.0", OS, "10.0.1.0");
  private static final List<PublishedRelease> ALL = List.of(OLDER, BOTH, OCP_ALONE, OS_ALONE);

  private static PublishedRelease release(String version, String os, String ocp) {
    return TestReleases.of(
        version,
        Optional.of(os).filter(v -> !v.isEmpty()),
        Optional.of(ocp).filter(v -> !v.isEmpty()),
        Requirements.NONE,
        ocp.isEmpty() ? List.of() : List.of(TestReleases.cbs(version)),
        new ReleaseTraits(!os.isEmpty(), true, false));
  }

  private static Optional<FlightTarget> find(
      List<PublishedRelease> releases, String os, String ocp) {
    return FlightTarget.find(releases, version(os), version(ocp));
  }

  private static Optional<PackageVersion> version(String text) {
    return Optional.of(text).filter(v -> !v.isEmpty()).map(PackageVersion::parse);
  }

  @Test
  void withoutVersionsItIsTheWholeNewestRelease() {
    assertThat(find(ALL, "", "")).hasValue(FlightTarget.whole(OCP_ALONE));
    assertThat(find(List.of(BOTH, OLDER), "", "")).hasValue(FlightTarget.whole(BOTH));
    assertThat(find(List.of(), "", "")).isEmpty();
  }

  @Test
  void anOcpVersionLeavesTheOsAlone() {
    FlightTarget target = find(ALL, "", "10.0.3.0").orElseThrow();

    assertThat(target.release()).isEqualTo(BOTH);
    assertThat(target.os()).isEmpty();
    assertThat(target.isWhole()).isFalse();
  }

  @Test
  void bothVersionsMayComeOfTwoReleases() {
    FlightTarget target = find(ALL, OS, "10.0.4.0").orElseThrow();

    assertThat(target.release()).isEqualTo(OCP_ALONE);
    assertThat(target.os()).isEqualTo(version(OS));
    assertThat(target.ocp()).isEqualTo(version("10.0.4.0"));
  }

  @Test
  void anOsVersionTakesTheReleaseOfWhichNothingIsLeftBehind() {
    assertThat(find(ALL, OS, "")).hasValue(FlightTarget.whole(OS_ALONE));
    assertThat(find(List.of(BOTH, OLDER), OS, "").map(FlightTarget::release)).hasValue(BOTH);
  }

  @Test
  void versionsThatNoReleaseHasAreNotFound() {
    assertThat(find(ALL, "10.0.17763.9", "")).isEmpty();
    assertThat(find(ALL, "", "10.0.9.0")).isEmpty();
    assertThat(find(ALL, "10.0.17763.9", "10.0.4.0")).isEmpty();
  }

  @Test
  void packagesGoAlongUnlessTheOsMovesWithoutTheOcp() {
    assertThat(FlightTarget.takesPackages(BOTH, BOTH.ocp())).isTrue();
    assertThat(FlightTarget.takesPackages(BOTH, Optional.empty())).isFalse();
    assertThat(FlightTarget.takesPackages(OS_ALONE, Optional.empty())).isTrue();
  }
}
