package dev.updatecenter.app.jobs;

import static dev.updatecenter.app.jobs.RingHome.FIRST;
import static dev.updatecenter.app.jobs.RingHome.PRODUCT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.app.wiring.PersonKeys.Acting;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.EcdsaMetadataSigner;
import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.validation.approval.ApprovalRequest;
import dev.updatecenter.stage.validation.approval.Author;
import dev.updatecenter.stage.validation.approval.Decision;
import dev.updatecenter.testing.Copies;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A home with one release, each ring of which asks for one approval, and its people. */
abstract class ApprovedRings {
  static final String RELEASE =
      """
      apiVersion: updatecenter/v1
      kind: Release
      metadata: { product: ContosoKiosk, version: "%s" }
      payload: { ocp: ContosoKiosk_OCP_%s.cab }
      rings:
        - { ring: Preview, approvals: 1, gate: { all: enrolled, maxFailures: 0, soak: 12h } }
        - { ring: EarlyAdopter, approvals: 1, gate: { all: enrolled, maxFailures: 0, soak: 0s } }
      """;
  static final MetadataSigner ANN = EcdsaMetadataSigner.generate(new SecureRandom());
  static final MetadataSigner SEC = EcdsaMetadataSigner.generate(new SecureRandom());
  static final MetadataSigner VIC = EcdsaMetadataSigner.generate(new SecureRandom());

  static Path published;

  RingHome home;

  @BeforeAll
  static void publish(@TempDir Path folder) throws IOException {
    published = folder.resolve("home");
    try (RingHome home = new RingHome(published)) {
      home.publish(FIRST);
    }
  }

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    home = new RingHome(Copies.of(published, folder.resolve("home")));
    register(policy("Contoso Devices", ANN.key().id(), ""));
    plan(FIRST, "12h");
    home.wiring
        .authors()
        .record(RingHome.submission(FIRST), new Author(Set.of("Contoso Devices"), Set.of()));
  }

  @AfterEach
  void close() {
    home.close();
  }

  static String policy(String submitter, ContentDigest ann, String more) {
    return """
        apiVersion: updatecenter/v1
        kind: Policy
        metadata: { product: ContosoKiosk }
        profile: lab
        submitters: [ { name: %s, certificate: %s } ]
        people:
          - { name: ann, keys: [%s], roles: [Approver] }
          - { name: sec, keys: [%s], roles: [Approver] }
          - { name: vic, keys: [%s], roles: [Viewer] }
        %s
        """
        .formatted(submitter, "ab".repeat(32), ann, SEC.key().id(), VIC.key().id(), more);
  }

  void register(String policy) {
    register(home.product.productYaml(), policy);
  }

  void register(String model, String policy) {
    home.wiring.models().register(RegisteredProduct.of(model, policy, home.clock.instant()));
  }

  void plan(PackageVersion version, String soak) {
    String text = RELEASE.formatted(version, version).replace("12h", soak);
    home.wiring.publications().revise(PRODUCT, version, text);
  }

  /** What waits is asked for by the flight itself. */
  ApprovalRequest waits(RingName ring, PackageVersion version) {
    assertThatThrownBy(() -> home.flight(ring, version))
        .isInstanceOfSatisfying(
            UpdateCenterException.class,
            e -> {
              assertThat(e.exit()).isEqualTo(ExitCode.APPROVAL);
              assertThat(e.code()).isEqualTo("UC6021");
            });
    return new WaitingApprovals(home.wiring)
        .plans(PRODUCT).stream()
            .filter(r -> r.subject().ring().equals(Optional.of(ring)))
            .findFirst()
            .orElseThrow();
  }

  Deciding.Result approve(ApprovalRequest request, String name, MetadataSigner key) {
    return new Deciding(home.wiring)
        .decide(request, Decision.APPROVE, new Acting(name, key), Optional.empty());
  }

  String whyItWaits(RingName ring, PackageVersion version) {
    try {
      home.flight(ring, version);
      return "it does not";
    } catch (UpdateCenterException e) {
      return e.code() + ": " + e.why();
    }
  }
}
