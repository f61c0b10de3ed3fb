package dev.updatecenter.stage.planning;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.stage.submission.ReleaseDocument;
import dev.updatecenter.stage.submission.ReleaseManifest;
import java.nio.charset.StandardCharsets;

/** Plans as tests want them. */
final class TestPlans {
  static final String RELEASE =
      """
      apiVersion: updatecenter/v1
      kind: Release
      metadata: { product: ContosoKiosk, version: "10.0.2.0" }
      notes: Wakes after suspend.
      payload: { ocp: build/a_OCP_10.0.2.0.cab }
      validation: { waivers: [ { rule: UC3107, path: drivers/touch, reason: Ordered, by: sec, until: 2026-12-31 } ] }
      rings:
        - { ring: Preview, gate: { all: enrolled, maxFailures: 0, soak: 12h } }
        - { ring: GeneralAvailability, start: manual, approvals: 1, ramp: [ { share: 1%, after: 0h }, { share: 100%, after: 72h } ],
            gate: { minDevices: 400, soak: 48h, successLowerBound: 97%, haltAboveFailures: 2% } }
      silentAfter: 24h
      haltOnErrors: { codes: ["0x800B010A"], devices: 3 }
      """;

  static final ContentDigest SUBMISSION = digest("submission");
  static final ContentDigest POLICY = digest("policy");
  static final ContentDigest MODEL = digest("model");

  private TestPlans() {}

  static ContentDigest digest(String text) {
    return ContentDigest.of(text.getBytes(StandardCharsets.UTF_8));
  }

  static ReleaseManifest manifest(String yaml) {
    return ReleaseDocument.read(yaml.getBytes(StandardCharsets.UTF_8), "release.yaml")
        .manifest()
        .orElseThrow();
  }

  static ReleasePlan release(String yaml) {
    return ReleasePlan.of(manifest(yaml), SUBMISSION, POLICY, MODEL);
  }
}
