package dev.updatecenter.findings;

import dev.updatecenter.stage.validation.TestExaminations;
import dev.updatecenter.testing.ReleaseFolder;
import java.io.IOException;
import java.nio.file.Path;

/** A release with its product and its policy beside it, as {@code validate} wants them. */
final class ReleaseExample {
  /** Its OEM custom package, below the example's folder. */
  static final String OCP = "release/" + ReleaseFolder.OCP;

  private static final String POLICY =
      """
      apiVersion: updatecenter/v1
      kind: Policy
      metadata: { product: TestKiosk }
      profile: lab
      submitters:
        - { name: Contoso, certificate: %s }
      """
          .formatted("ab".repeat(32));

  private ReleaseExample() {}

  /** Says what {@code validate} says of the release in an example's folder. */
  static FindingExample.Judge judge() {
    return folder -> Judges.validate().codes(folder.resolve("release"));
  }

  /** Begins a release; the caller adds the payload. */
  static ReleaseFolder in(Path folder, String payload) throws IOException {
    ReleaseFolder releases = new ReleaseFolder(folder);
    releases.file("product.yaml", TestExaminations.PRODUCT_YAML);
    releases.file("policy.yaml", POLICY);
    releases.file("release.yaml", ReleaseFolder.yaml(payload));
    return releases;
  }

  /** Begins a release whose payload is an OEM custom package. */
  static ReleaseFolder ofOcp(Path folder) throws IOException {
    return in(folder, "{ ocp: " + ReleaseFolder.OCP + " }");
  }
}
