package dev.updatecenter.app.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.stage.submission.ReleaseManifest;
import dev.updatecenter.stage.validation.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigningApprovalsTest {
  private static final String OCP = "ocp: o.cab";
  private static final String MORE = "ocp: o.cab, apps: [a.msix]";

  @ParameterizedTest
  @CsvSource({
    "LAB, false, 0, 0, 0",
    "LAB, true, 2, 2, 2",
    "PRODUCTION, false, 0, 0, 1",
    "PRODUCTION, true, 0, 1, 1",
    "PRODUCTION, true, 3, 3, 3",
  })
  void payloadThatNoSubmitterSignedNeedsOneInProduction(
      Policy.Profile profile,
      boolean more,
      int asked,
      int ofSubmission,
      int ofFile,
      @TempDir Path folder)
      throws Exception {
    Path document = folder.resolve("release.yaml");
    Files.writeString(
        document,
        "apiVersion: updatecenter/v1\nkind: Release\n"
            + "metadata: { product: Kiosk, version: \"10.0.2.0\" }\npayload: { "
            + (more ? MORE : OCP)
            + " }\nrings: [ { ring: Preview, gate: { all: enrolled, maxFailures: 0, soak: 0s } } ]\n");
    ReleaseManifest manifest = Submitting.manifest(document);
    Policy policy = new Policy(profile, ContentDigest.of(new byte[0]), Map.of(), Map.of(), asked);

    assertThat(SigningApprovals.needed(policy, manifest)).isEqualTo(ofSubmission);
    assertThat(SigningApprovals.neededForFile(policy)).isEqualTo(ofFile);
  }
}
