package dev.updatecenter.app.jobs;

import static dev.updatecenter.app.jobs.RingHome.FIRST;
import static dev.updatecenter.app.jobs.RingHome.PREVIEW;
import static dev.updatecenter.app.jobs.RingHome.PRODUCT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.KeyFile;
import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.publishing.Ceremony;
import dev.updatecenter.stage.publishing.CeremonyDesk;
import dev.updatecenter.stage.publishing.RepositoryRoles;
import dev.updatecenter.stage.validation.approval.Author;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ring whose offer ann and bob sign, both of them: their signatures are its two approvals. */
class FlightSignaturesTest {
  private static final String CONFIGURATION =
      """
      apiVersion: updatecenter/v1
      kind: Configuration
      keys:
        rings:
          Preview: { threshold: 2, keys: ["file:%s/ann.pem", "file:%s/bob.pem"] }
      """;
  private static final String RELEASE =
      """
      apiVersion: updatecenter/v1
      kind: Release
      metadata: { product: ContosoKiosk, version: "%s" }
      payload: { ocp: ContosoKiosk_OCP_%s.cab }
      rings:
        - { ring: Preview, approvals: 2, gate: { all: enrolled, maxFailures: 0, soak: 12h } }
      """;

  private RingHome home;
  private Path people;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    people = Files.createDirectories(folder.resolve("people"));
    Path place = Files.createDirectories(folder.resolve("home"));
    Files.writeString(place.resolve("updatecenter.yaml"), CONFIGURATION.formatted(people, people));
    home = new RingHome(place);
    register("bob", "Approver");
    home.publish(FIRST);
    home.wiring.authors().record(RingHome.submission(FIRST), Author.UNKNOWN);
    plan("12h");
    Files.move(people.resolve("bob.pem"), people.resolve("bob.away"));
    home.close();
    home = home.again();
  }

  @AfterEach
  void close() {
    home.close();
  }

  private void register(String second, String role) throws IOException {
    String policy =
        """
        apiVersion: updatecenter/v1
        kind: Policy
        metadata: { product: ContosoKiosk }
        profile: lab
        submitters: [ { name: Contoso Devices, certificate: %s } ]
        people:
          - { name: ann, keys: [%s], roles: [Approver] }
          - { name: %s, keys: [%s], roles: [%s] }
        """
            .formatted("ab".repeat(32), id("ann"), second, id("bob"), role);
    home.wiring
        .models()
        .register(RegisteredProduct.of(home.product.productYaml(), policy, home.clock.instant()));
  }

  private String id(String name) throws IOException {
    Path here = people.resolve(name + ".pem");
    return key(Files.exists(here) ? here : people.resolve(name + ".away")).key().id().hex();
  }

  private static MetadataSigner key(Path file) {
    return new KeyFile(file).load();
  }

  private void plan(String soak) {
    String text = RELEASE.formatted(FIRST, FIRST).replace("12h", soak);
    home.wiring.publications().revise(PRODUCT, FIRST, text);
  }

  private void assertWaits(String code) {
    assertThatThrownBy(() -> home.flight(PREVIEW, FIRST))
        .isInstanceOfSatisfying(
            UpdateCenterException.class,
            e -> {
              assertThat(e.exit()).isEqualTo(ExitCode.APPROVAL);
              assertThat(e.code()).isEqualTo(code);
            });
    assertThat(home.wiring.flights().list(PRODUCT)).as("nothing is on record").isEmpty();
    assertThat(home.seen(PREVIEW, FIRST)).as("devices see nothing").isEmpty();
  }

  private void bobSigns() {
    try (Lease lease = home.wiring.leases().acquire(PRODUCT, "keys ceremony import")) {
      CeremonyDesk desk = home.wiring.publishing().metadata(home.product).ceremonies();
      Ceremony asked = desk.current(RepositoryRoles.ring(PREVIEW)).orElseThrow();
      Ceremony signed = asked.with(asked.proposal().signedBy(key(people.resolve("bob.away"))));
      new CeremonyImport(home.wiring).run(home.product, List.of(signed), lease);
    }
  }

  @Test
  void signaturesOfTheThresholdAreTheApprovalsAndTheSameCommandGoesOn() {
    assertWaits("UC5065");
    bobSigns();
    assertThat(home.wiring.flights().list(PRODUCT)).isEmpty();

    home.flight(PREVIEW, FIRST);

    assertThat(home.seenState(PREVIEW, FIRST)).isEqualTo(RolloutState.ACTIVE);
    assertThat(home.wiring.flights().list(PRODUCT)).hasSize(1);
  }

  /** The offer is the same in bytes; what was signed for is not. */
  @Test
  void signatureThatWasGivenForAnotherPlanIsAskedAnew() {
    assertWaits("UC5065");
    bobSigns();
    plan("11h");

    assertWaits("UC5065");
    bobSigns();
    assertThat(home.flight(PREVIEW, FIRST).version()).isEqualTo(FIRST);
  }

  @Test
  void signatureOfAKeyThatNoApproverHasIsNoApproval() throws IOException {
    register("bob", "Viewer");

    assertWaits("UC6021");
  }

  @Test
  void signatureOfTheAuthorIsNoApproval() throws IOException {
    home.wiring.authors().record(RingHome.submission(FIRST), new Author(Set.of("bob"), Set.of()));

    assertWaits("UC6021");
  }
}
